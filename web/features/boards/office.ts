import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

const readers = ['boards.read', 'boards.prepare', 'boards.review'] as const

export const boardsOffice: OfficeFeature = {
  nav: [{ group: 'result', label: titles.list, path: '/publications', ability: readers }],
  pages: [
    { path: '/publications', title: titles.list, load: () => import('./publications-page.office.tsx') },
    {
      path: '/publications/:publicationId',
      title: titles.one,
      load: () => import('./publication-page.office.tsx'),
    },
    { path: '/boards', title: titles.board, load: () => import('./board-page.office.tsx') },
  ],
}
