import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const signalsPhone: PhoneFeature = {
  pages: [{ path: '/signals', title: titles.signals, load: () => import('./signals-page.phone.tsx') }],
  mine: [
    {
      label: titles.signals,
      note: titles.note,
      path: '/signals',
      ability: ['points.names', 'points.totals'],
    },
  ],
}
