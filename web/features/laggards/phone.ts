import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const laggardsPhone: PhoneFeature = {
  pages: [
    { path: '/talks', title: titles.list, load: () => import('./talks-page.phone.tsx') },
    { path: '/talks/mine', title: titles.mine, load: () => import('./own-page.phone.tsx') },
    { path: '/talks/:caseId', title: titles.one, load: () => import('./talk-page.phone.tsx') },
  ],
  mine: [
    { label: titles.list, note: titles.listNote, path: '/talks', ability: 'talks.read' },
    { label: titles.mine, note: titles.mineNote, path: '/talks/mine', ofMember: true },
  ],
}
