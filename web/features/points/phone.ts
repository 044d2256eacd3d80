import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

const booklet = () => import('./booklet-page.phone.tsx')

export const pointsPhone: PhoneFeature = {
  pages: [
    { path: '/booklet', title: titles.mine, load: booklet },
    { path: '/members/:memberId/booklet', title: titles.booklet, load: booklet },
    { path: '/points', title: titles.totals, load: () => import('./totals-page.phone.tsx') },
    { path: '/approvals', title: titles.approvals, load: () => import('./approvals-page.phone.tsx') },
  ],
  mine: [
    { label: titles.mine, note: titles.mineNote, path: '/booklet', ofMember: true },
    { label: titles.totalsItem, note: titles.totalsNote, path: '/points', ability: 'points.totals' },
  ],
}
