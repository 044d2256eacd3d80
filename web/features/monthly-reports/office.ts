import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const monthlyReportsOffice: OfficeFeature = {
  nav: [{ group: 'result', label: titles.one, path: '/monthly-report', ability: 'points.totals' }],
  pages: [{ path: '/monthly-report', title: titles.one, load: () => import('./report-page.office.tsx') }],
}
