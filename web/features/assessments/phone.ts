import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const assessmentsPhone: PhoneFeature = {
  pages: [
    { path: '/assessments', title: titles.mine, load: () => import('./mine-page.phone.tsx') },
    { path: '/assessments/:assessmentId', title: titles.one, load: () => import('./own-page.phone.tsx') },
  ],
  mine: [{ label: titles.mine, note: titles.mineNote, path: '/assessments', ofMember: true }],
}
