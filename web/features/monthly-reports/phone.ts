import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const monthlyReportsPhone: PhoneFeature = {
  pages: [{ path: '/monthly-report', title: titles.one, load: () => import('./report-page.phone.tsx') }],
  mine: [{ label: titles.one, note: titles.note, path: '/monthly-report', ability: 'points.totals' }],
}
