import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const membersPhone: PhoneFeature = {
  pages: [
    { path: '/members', title: titles.members, load: () => import('./members-page.phone.tsx') },
    { path: '/members/:memberId', title: titles.member, load: () => import('./member-page.phone.tsx') },
    { path: '/me/register', title: titles.own, load: () => import('./own-page.phone.tsx') },
  ],
  mine: [{ label: titles.own, note: titles.ownNote, path: '/me/register', ofMember: true }],
}
