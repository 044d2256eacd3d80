import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const gridsOffice: OfficeFeature = {
  nav: [
    { group: 'record', label: titles.list, path: '/grids', ability: 'grids.read' },
    { group: 'record', label: titles.households, path: '/households', ability: 'households.read' },
  ],
  pages: [
    { path: '/grids', title: titles.list, load: () => import('./list-page.office.tsx') },
    { path: '/grids/:orgId', title: titles.one, load: () => import('./one-page.office.tsx') },
    {
      path: '/grids/:orgId/households',
      title: titles.households,
      load: () => import('./households-page.office.tsx'),
    },
    { path: '/households', title: titles.households, load: () => import('./by-grid-page.office.tsx') },
  ],
}
