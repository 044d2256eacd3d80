import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const appraisalsOffice: OfficeFeature = {
  nav: [
    {
      group: 'record',
      label: titles.list,
      path: '/appraisals',
      ability: ['assessments.run', 'appraisals.confirm'],
    },
    { group: 'result', label: titles.mine, path: '/appraisals/mine', ofMember: true },
  ],
  pages: [
    { path: '/appraisals', title: titles.list, load: () => import('./list-page.office.tsx') },
    { path: '/appraisals/mine', title: titles.mine, load: () => import('./own-page.office.tsx') },
    { path: '/appraisals/:roundId', title: titles.one, load: () => import('./one-page.office.tsx') },
  ],
}
