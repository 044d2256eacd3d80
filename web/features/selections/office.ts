import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const selectionsOffice: OfficeFeature = {
  nav: [
    {
      group: 'result',
      label: titles.list,
      path: '/selections',
      ability: ['boards.read', 'selections.run', 'boards.review'],
    },
  ],
  pages: [
    { path: '/selections', title: titles.list, load: () => import('./list-page.office.tsx') },
    { path: '/selections/new', title: titles.open, load: () => import('./open-page.office.tsx') },
    { path: '/selections/:selectionId', title: titles.one, load: () => import('./one-page.office.tsx') },
  ],
}
