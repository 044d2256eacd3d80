import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const signalsOffice: OfficeFeature = {
  nav: [
    {
      group: 'result',
      label: titles.signals,
      path: '/signals',
      ability: ['points.names', 'points.totals'],
    },
  ],
  pages: [{ path: '/signals', title: titles.signals, load: () => import('./signals-page.office.tsx') }],
}
