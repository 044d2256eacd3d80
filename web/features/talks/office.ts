import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const talksOffice: OfficeFeature = {
  nav: [
    { group: 'record', label: titles.list, path: '/pair-talks', ability: 'talks.hold' },
    { group: 'result', label: titles.mine, path: '/pair-talks/mine', ofMember: true },
  ],
  pages: [
    { path: '/pair-talks', title: titles.list, load: () => import('./branch-page.office.tsx') },
    { path: '/pair-talks/mine', title: titles.mine, load: () => import('./own-page.office.tsx') },
  ],
}
