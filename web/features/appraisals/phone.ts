import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const appraisalsPhone: PhoneFeature = {
  pages: [
    { path: '/appraisals', title: titles.list, load: () => import('./list-page.phone.tsx') },
    { path: '/appraisals/mine', title: titles.mine, load: () => import('./own-page.phone.tsx') },
    { path: '/appraisals/:roundId', title: titles.one, load: () => import('./one-page.phone.tsx') },
  ],
  mine: [
    {
      label: titles.list,
      note: titles.listNote,
      path: '/appraisals',
      ability: ['assessments.run', 'appraisals.confirm'],
    },
    { label: titles.mine, note: titles.mineNote, path: '/appraisals/mine', ofMember: true },
  ],
}
