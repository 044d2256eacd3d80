import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

const booklet = () => import('./booklet-page.office.tsx')

export const pointsOffice: OfficeFeature = {
  nav: [
    { group: 'result', label: titles.totals, path: '/points', ability: 'points.totals' },
    { group: 'result', label: titles.mine, path: '/booklet', ofMember: true },
  ],
  pages: [
    { path: '/points', title: titles.totals, load: () => import('./totals-page.office.tsx') },
    { path: '/members/:memberId/booklet', title: titles.booklet, load: booklet },
    { path: '/booklet', title: titles.mine, load: booklet },
    { path: '/approvals', title: titles.approvals, load: () => import('./approvals-page.office.tsx') },
  ],
}
