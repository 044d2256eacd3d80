import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const objectionsPhone: PhoneFeature = {
  pages: [
    { path: '/objections', title: titles.list, load: () => import('./objections-page.phone.tsx') },
    { path: '/objections/new', title: titles.record, load: () => import('./record-page.phone.tsx') },
    { path: '/objections/:objectionId', title: titles.one, load: () => import('./objection-page.phone.tsx') },
  ],
  mine: [
    {
      label: titles.list,
      note: titles.listNote,
      path: '/objections',
      ability: ['objections.answer', 'objections.review'],
    },
    { label: titles.mine, note: titles.mineNote, path: '/objections?show=mine', ofMember: true },
  ],
}
