import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const gridsPhone: PhoneFeature = {
  pages: [
    { path: '/grids', title: titles.list, load: () => import('./list-page.phone.tsx') },
    { path: '/grids/:orgId', title: titles.one, load: () => import('./one-page.phone.tsx') },
    {
      path: '/grids/:orgId/households',
      title: titles.households,
      load: () => import('./households-page.phone.tsx'),
    },
    { path: '/households', title: titles.households, load: () => import('./by-grid-page.phone.tsx') },
  ],
  record: [
    { label: titles.list, note: titles.note, path: '/grids', ability: 'grids.read' },
    {
      label: titles.households,
      note: titles.householdsNote,
      path: '/households',
      ability: 'households.read',
    },
  ],
}
