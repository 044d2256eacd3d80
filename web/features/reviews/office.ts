import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const reviewsOffice: OfficeFeature = {
  nav: [
    { group: 'result', label: titles.list, path: '/reviews', ability: ['talks.threshold', 'points.totals'] },
    { group: 'result', label: titles.mine, path: '/reviews/mine', ofMember: true },
  ],
  pages: [
    { path: '/reviews', title: titles.list, load: () => import('./reviews-page.office.tsx') },
    { path: '/reviews/mine', title: titles.mine, load: () => import('./own-page.office.tsx') },
  ],
}
