import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const talksPhone: PhoneFeature = {
  pages: [
    { path: '/pair-talks', title: titles.list, load: () => import('./branch-page.phone.tsx') },
    { path: '/pair-talks/mine', title: titles.mine, load: () => import('./own-page.phone.tsx') },
  ],
  mine: [
    { label: titles.list, note: titles.listNote, path: '/pair-talks', ability: 'talks.hold' },
    { label: titles.mine, note: titles.mineNote, path: '/pair-talks/mine', ofMember: true },
  ],
}
