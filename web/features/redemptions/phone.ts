import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const redemptionsPhone: PhoneFeature = {
  pages: [{ path: '/redemptions', title: titles.mine, load: () => import('./mine-page.phone.tsx') }],
  mine: [{ label: titles.mine, note: titles.mineNote, path: '/redemptions', ofMember: true }],
}
