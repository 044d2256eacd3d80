import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const aboveOffice: OfficeFeature = {
  nav: [{ group: 'result', label: titles.board, path: '/above', above: true }],
  pages: [{ path: '/above', title: titles.board, load: () => import('./above-page.office.tsx') }],
}
