import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const worklistsPhone: PhoneFeature = {
  pages: [
    { path: '/week', title: titles.week, load: () => import('./week-page.phone.tsx') },
    { path: '/duty-lists', title: titles.duties, load: () => import('./duties-page.phone.tsx') },
    { path: '/worklists/:worklistId', title: titles.one, load: () => import('./one-page.phone.tsx') },
  ],
  record: [{ label: titles.list, note: titles.weekNote, path: '/week', ability: 'worklists.answer' }],
  mine: [{ label: titles.duties, note: titles.dutiesNote, path: '/duty-lists', ability: 'worklists.read' }],
}
