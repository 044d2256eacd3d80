import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const serviceUnitsPhone: PhoneFeature = {
  pages: [{ path: '/service', title: titles.own, load: () => import('./service-page.phone.tsx') }],
  record: [{ label: titles.own, note: titles.ownNote, path: '/service', ofMember: true }],
}
