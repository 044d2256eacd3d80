import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const reviewsPhone: PhoneFeature = {
  pages: [
    { path: '/reviews', title: titles.list, load: () => import('./reviews-page.phone.tsx') },
    { path: '/reviews/mine', title: titles.mine, load: () => import('./own-page.phone.tsx') },
  ],
  mine: [
    { label: titles.list, note: titles.listNote, path: '/reviews', ability: 'talks.threshold' },
    { label: titles.mine, note: titles.mineNote, path: '/reviews/mine', ofMember: true },
  ],
}
