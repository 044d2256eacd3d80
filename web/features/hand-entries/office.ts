import type { OfficeFeature } from '../../lib/pages.ts'
import { navMessages } from './nav-messages.ts'

export const handEntriesOffice: OfficeFeature = {
  nav: [
    {
      group: 'record',
      label: navMessages.title,
      path: '/hand-entries',
      ability: ['points.propose', 'points.decide'],
    },
    { group: 'record', label: navMessages.approvalsNav, path: '/approvals', ability: 'points.decide' },
  ],
  pages: [
    { path: '/hand-entries', title: navMessages.title, load: () => import('./list-page.office.tsx') },
    {
      path: '/hand-entries/new',
      title: navMessages.propose,
      load: () => import('./propose-page.office.tsx'),
    },
  ],
}
