import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const selectionsPhone: PhoneFeature = {
  pages: [
    { path: '/selections', title: titles.list, load: () => import('./list-page.phone.tsx') },
    { path: '/selections/:selectionId', title: titles.one, load: () => import('./one-page.phone.tsx') },
  ],
  mine: [{ label: titles.list, note: titles.listNote, path: '/selections' }],
}
