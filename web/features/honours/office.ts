import type { OfficeFeature } from '../../lib/pages.ts'
import { navMessages } from './nav-messages.ts'

export const honoursOffice: OfficeFeature = {
  nav: [{ group: 'record', label: navMessages.title, path: '/honours', ability: 'members.read' }],
  pages: [
    { path: '/honours', title: navMessages.title, load: () => import('./list-page.office.tsx') },
    { path: '/honours/new', title: navMessages.record, load: () => import('./new-page.office.tsx') },
  ],
}
