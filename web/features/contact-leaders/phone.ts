import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const contactLeadersPhone: PhoneFeature = {
  pages: [
    { path: '/contacts', title: titles.contacts, load: () => import('./contacts-page.phone.tsx') },
    { path: '/contacts/mine', title: titles.mine, load: () => import('./own-page.phone.tsx') },
    { path: '/contacts/:orgId', title: titles.history, load: () => import('./history-page.phone.tsx') },
    { path: '/stage-reviews', title: titles.reviews, load: () => import('./reviews-page.phone.tsx') },
    {
      path: '/stage-reviews/:activityId',
      title: titles.review,
      load: () => import('./review-page.phone.tsx'),
    },
  ],
  mine: [
    { label: titles.mine, note: titles.mineNote, path: '/contacts/mine', ability: 'contacts.accompany' },
    { label: titles.reviews, note: titles.reviewsNote, path: '/stage-reviews', ability: 'activities.read' },
    { label: titles.contacts, note: titles.contactsNote, path: '/contacts', ability: 'contacts.write' },
  ],
}
