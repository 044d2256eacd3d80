import type { OfficeFeature } from '../../lib/pages.ts'
import { auditWords } from './audit-words.ts'
import { messages } from './messages.ts'

export const accessOffice: OfficeFeature = {
  nav: [
    { group: 'settings', label: messages.nav, path: '/accounts', ability: 'accounts.read' },
    { group: 'settings', label: auditWords.title, path: '/audit-log', ability: 'audit.read' },
  ],
  pages: [
    { path: '/accounts', title: messages.title, load: () => import('./accounts-page.office.tsx') },
    { path: '/audit-log', title: auditWords.title, load: () => import('./audit-page.office.tsx') },
    {
      path: '/credentials',
      title: messages.credentials.title,
      load: () => import('./credentials-page.office.tsx'),
    },
  ],
}
