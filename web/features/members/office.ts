import type { OfficeFeature } from '../../lib/pages.ts'
import { looksWords } from './looks-words.ts'
import { titles } from './titles.ts'

export const membersOffice: OfficeFeature = {
  nav: [
    { group: 'record', label: titles.members, path: '/members', ability: 'members.read' },
    { group: 'settings', label: looksWords.title, path: '/looks', ability: 'audit.read' },
  ],
  pages: [
    { path: '/members', title: titles.members, load: () => import('./members-page.office.tsx') },
    { path: '/looks', title: looksWords.title, load: () => import('./looks-page.office.tsx') },
    { path: '/members/new', title: titles.add, load: () => import('./new-member-page.office.tsx') },
    { path: '/members/:memberId', title: titles.member, load: () => import('./member-page.office.tsx') },
    {
      path: '/members/:memberId/edit',
      title: titles.edit,
      load: () => import('./edit-member-page.office.tsx'),
    },
  ],
}
