import type { OfficeFeature } from '../../lib/pages.ts'
import { messages } from './messages.ts'

export const organisationsOffice: OfficeFeature = {
  nav: [
    {
      group: 'settings',
      label: messages.nav,
      path: '/organisations',
      ability: ['organisations.write', 'members.read', 'accounts.read'],
    },
  ],
  pages: [
    { path: '/organisations', title: messages.title, load: () => import('./tree-page.office.tsx') },
    {
      path: '/organisations/:orgId',
      title: messages.title,
      load: () => import('./organisation-page.office.tsx'),
    },
  ],
}
