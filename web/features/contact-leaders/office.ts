import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const contactLeadersOffice: OfficeFeature = {
  nav: [
    { group: 'work', label: titles.mine, path: '/contacts/mine', ability: 'contacts.accompany' },
    { group: 'result', label: titles.reviews, path: '/stage-reviews', ability: 'activities.read' },
    { group: 'settings', label: titles.contacts, path: '/contacts', ability: 'contacts.write' },
  ],
  pages: [
    { path: '/contacts', title: titles.contacts, load: () => import('./contacts-page.office.tsx') },
    { path: '/contacts/mine', title: titles.mine, load: () => import('./own-page.office.tsx') },
    { path: '/contacts/:orgId', title: titles.history, load: () => import('./history-page.office.tsx') },
    { path: '/stage-reviews', title: titles.reviews, load: () => import('./reviews-page.office.tsx') },
    {
      path: '/stage-reviews/:activityId',
      title: titles.review,
      load: () => import('./review-page.office.tsx'),
    },
  ],
}
