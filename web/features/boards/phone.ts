import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const boardsPhone: PhoneFeature = {
  pages: [
    { path: '/publications', title: titles.list, load: () => import('./publications-page.phone.tsx') },
    {
      path: '/publications/:publicationId',
      title: titles.one,
      load: () => import('./publication-page.phone.tsx'),
    },
  ],
  mine: [
    {
      label: titles.list,
      note: titles.listNote,
      path: '/publications',
      ability: ['boards.read', 'boards.prepare', 'boards.review'],
    },
  ],
}
