import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const laggardsOffice: OfficeFeature = {
  nav: [
    { group: 'result', label: titles.list, path: '/talks', ability: ['talks.read', 'points.totals'] },
    { group: 'result', label: titles.mine, path: '/talks/mine', ofMember: true },
  ],
  pages: [
    { path: '/talks', title: titles.list, load: () => import('./talks-page.office.tsx') },
    { path: '/talks/mine', title: titles.mine, load: () => import('./own-page.office.tsx') },
    { path: '/talks/:caseId', title: titles.one, load: () => import('./talk-page.office.tsx') },
  ],
}
