import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const pairingsPhone: PhoneFeature = {
  pages: [
    { path: '/pairings', title: titles.list, load: () => import('./list-page.phone.tsx') },
    { path: '/pairings/:pairingId', title: titles.list, load: () => import('./one-page.phone.tsx') },
    { path: '/own-pairings', title: titles.own, load: () => import('./own-page.phone.tsx') },
    { path: '/hardship-files', title: titles.files, load: () => import('./files-page.phone.tsx') },
    { path: '/hardship-files/:fileId', title: titles.files, load: () => import('./file-page.phone.tsx') },
    { path: '/own-hardship-file', title: titles.ownFile, load: () => import('./own-file-page.phone.tsx') },
  ],
  record: [
    { label: titles.own, path: '/own-pairings', ofMember: true },
    { label: titles.list, path: '/pairings', ability: 'pairings.read' },
    { label: titles.files, path: '/hardship-files', ability: 'hardship.write' },
  ],
  mine: [{ label: titles.ownFile, path: '/own-hardship-file', ofMember: true }],
}
