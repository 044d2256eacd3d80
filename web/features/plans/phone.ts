import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const plansPhone: PhoneFeature = {
  pages: [{ path: '/plans', title: titles.plans, load: () => import('./coming-page.phone.tsx') }],
  mine: [{ label: titles.plans, note: titles.note, path: '/plans', ability: 'activities.write' }],
}
