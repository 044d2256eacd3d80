import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const casesPhone: PhoneFeature = {
  pages: [
    { path: '/cases', title: titles.list, load: () => import('./list-page.phone.tsx') },
    { path: '/cases/new', title: titles.record, load: () => import('./record-page.phone.tsx') },
    { path: '/cases/:caseId', title: titles.one, load: () => import('./one-page.phone.tsx') },
  ],
  record: [{ label: titles.record, note: titles.recordNote, path: '/cases/new', ability: 'cases.record' }],
  mine: [
    { label: titles.list, note: titles.listNote, path: '/cases', ability: 'cases.read' },
    {
      label: titles.mine,
      note: titles.mineNote,
      path: '/cases',
      ofMember: true,
      unless: 'cases.read',
    },
  ],
}
