import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const recognitionsPhone: PhoneFeature = {
  pages: [
    { path: '/recognitions', title: titles.list, load: () => import('./list-page.phone.tsx') },
    { path: '/recognitions/new', title: titles.record, load: () => import('./new-page.phone.tsx') },
  ],
  record: [
    {
      label: titles.record,
      note: titles.recordNote,
      path: '/recognitions/new',
      ability: 'recognitions.write',
    },
  ],
  mine: [{ label: titles.mine, path: '/recognitions', ofMember: true }],
}
