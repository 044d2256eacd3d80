import type { PhoneFeature } from '../../lib/pages.ts'
import { navMessages } from './nav-messages.ts'

export const handEntriesPhone: PhoneFeature = {
  pages: [
    { path: '/hand-entries', title: navMessages.title, load: () => import('./list-page.phone.tsx') },
    { path: '/hand-entries/new', title: navMessages.propose, load: () => import('./propose-page.phone.tsx') },
  ],
  record: [
    {
      label: navMessages.propose,
      note: navMessages.proposeNote,
      path: '/hand-entries/new',
      ability: 'points.propose',
    },
  ],
  mine: [{ label: navMessages.mine, note: navMessages.mineNote, path: '/hand-entries', ofMember: true }],
}
