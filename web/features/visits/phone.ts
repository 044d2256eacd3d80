import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './round/titles.ts'

export const visitsPhone: PhoneFeature = {
  pages: [
    { path: '/round', title: titles.round, load: () => import('./round-page.phone.tsx'), keep: true },
    { path: '/round/conflicts', title: titles.conflicts, load: () => import('./conflicts-page.phone.tsx') },
    {
      path: '/round/:householdId',
      title: titles.household,
      load: () => import('./household-page.phone.tsx'),
      keep: true,
    },
    {
      path: '/round/:householdId/visit',
      title: titles.visit,
      load: () => import('./note-page.phone.tsx'),
      keep: true,
    },
    { path: '/visits/:look/:of', title: titles.looks, load: () => import('./look-page.phone.tsx') },
  ],
  record: [{ label: titles.round, note: titles.roundNote, path: '/round', ability: 'visits.write' }],
}
