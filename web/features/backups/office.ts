import type { OfficeFeature } from '../../lib/pages.ts'
import { messages } from './messages.ts'

export const backupsOffice: OfficeFeature = {
  nav: [{ group: 'settings', label: messages.title, path: '/backups', ability: 'settings.write' }],
  pages: [{ path: '/backups', title: messages.title, load: () => import('./backups-page.office.tsx') }],
}
