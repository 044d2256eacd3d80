import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const postsPhone: PhoneFeature = {
  pages: [
    { path: '/own-work', title: titles.own, load: () => import('./own-page.phone.tsx'), keep: true },
    { path: '/posts', title: titles.posts, load: () => import('./posts-page.phone.tsx') },
  ],
  record: [{ label: titles.own, note: titles.ownNote, path: '/own-work', ofMember: true }],
}
