import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const casesOffice: OfficeFeature = {
  nav: [{ group: 'work', label: titles.list, path: '/cases', ability: 'cases.read' }],
  pages: [
    { path: '/cases', title: titles.list, load: () => import('./list-page.office.tsx') },
    { path: '/cases/totals', title: titles.totals, load: () => import('./totals-page.office.tsx') },
    { path: '/cases/new', title: titles.record, load: () => import('./record-page.office.tsx') },
    { path: '/cases/:caseId', title: titles.one, load: () => import('./one-page.office.tsx') },
  ],
}
