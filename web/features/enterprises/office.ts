import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const enterprisesOffice: OfficeFeature = {
  nav: [{ group: 'record', label: titles.list, path: '/enterprises', ability: 'grids.read' }],
  pages: [
    { path: '/enterprises', title: titles.list, load: () => import('./list-page.office.tsx') },
    { path: '/enterprises/:enterpriseId', title: titles.one, load: () => import('./one-page.office.tsx') },
    {
      path: '/enterprise-revisits/:revisitId',
      title: titles.revisit,
      load: () => import('./revisit-page.office.tsx'),
    },
  ],
}
