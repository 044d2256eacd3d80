import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const recognitionsOffice: OfficeFeature = {
  nav: [
    {
      group: 'record',
      label: titles.list,
      path: '/recognitions',
      ability: ['recognitions.read', 'recognitions.write', 'recognitions.count'],
    },
  ],
  pages: [
    { path: '/recognitions', title: titles.list, load: () => import('./list-page.office.tsx') },
    { path: '/recognitions/new', title: titles.record, load: () => import('./new-page.office.tsx') },
  ],
}
