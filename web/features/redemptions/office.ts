import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const redemptionsOffice: OfficeFeature = {
  nav: [
    {
      group: 'record',
      label: titles.list,
      path: '/redemptions',
      ability: ['redemptions.open', 'redemptions.serve'],
    },
  ],
  pages: [
    { path: '/redemptions', title: titles.list, load: () => import('./list-page.office.tsx') },
    { path: '/redemptions/new', title: titles.open, load: () => import('./new-page.office.tsx') },
    { path: '/redemptions/:programmeId', title: titles.one, load: () => import('./one-page.office.tsx') },
  ],
}
