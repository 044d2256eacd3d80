import type { PhoneFeature } from '../../lib/pages.ts'
import { navMessages } from './nav-messages.ts'

export const honoursPhone: PhoneFeature = {
  pages: [
    { path: '/honours', title: navMessages.title, load: () => import('./list-page.phone.tsx') },
    { path: '/honours/new', title: navMessages.record, load: () => import('./new-page.phone.tsx') },
  ],
  record: [
    {
      label: navMessages.record,
      note: navMessages.recordNote,
      path: '/honours/new',
      ability: 'activities.write',
    },
  ],
  mine: [{ label: navMessages.mine, path: '/honours?show=mine', ofMember: true }],
}
