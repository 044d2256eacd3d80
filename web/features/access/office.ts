import type { OfficeFeature } from '../../lib/pages.ts'
import { messages } from './messages.ts'

export const accessOffice: OfficeFeature = {
  nav: [{ group: 'settings', label: messages.nav, path: '/accounts', ability: 'accounts.read' }],
  pages: [
    { path: '/accounts', title: messages.title, load: () => import('./accounts-page.office.tsx') },
    {
      path: '/credentials',
      title: messages.credentials.title,
      load: () => import('./credentials-page.office.tsx'),
    },
  ],
}
