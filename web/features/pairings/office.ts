import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const pairingsOffice: OfficeFeature = {
  nav: [
    { group: 'record', label: titles.list, path: '/pairings', ability: 'pairings.read' },
    { group: 'record', label: titles.files, path: '/hardship-files', ability: 'hardship.write' },
    { group: 'record', label: titles.own, path: '/own-pairings', ofMember: true },
    { group: 'result', label: titles.ownFile, path: '/own-hardship-file', ofMember: true },
    { group: 'settings', label: titles.menus, path: '/help-menus', ability: 'pairings.menus' },
  ],
  pages: [
    { path: '/pairings', title: titles.list, load: () => import('./list-page.office.tsx') },
    { path: '/pairings/:pairingId', title: titles.list, load: () => import('./one-page.office.tsx') },
    { path: '/own-pairings', title: titles.own, load: () => import('./own-page.office.tsx') },
    { path: '/help-menus', title: titles.menus, load: () => import('./menus-page.office.tsx') },
    { path: '/hardship-files', title: titles.files, load: () => import('./files-page.office.tsx') },
    { path: '/hardship-files/:fileId', title: titles.files, load: () => import('./file-page.office.tsx') },
    { path: '/own-hardship-file', title: titles.ownFile, load: () => import('./own-file-page.office.tsx') },
  ],
}
