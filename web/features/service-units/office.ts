import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const serviceUnitsOffice: OfficeFeature = {
  nav: [{ group: 'record', label: titles.units, path: '/service-units', ability: 'posts.read' }],
  pages: [
    { path: '/service-units', title: titles.units, load: () => import('./units-page.office.tsx') },
    { path: '/service-units/:unitId', title: titles.units, load: () => import('./unit-page.office.tsx') },
  ],
}
