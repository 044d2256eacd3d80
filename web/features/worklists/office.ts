import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const worklistsOffice: OfficeFeature = {
  nav: [{ group: 'work', label: titles.list, path: '/worklists', ability: 'worklists.read' }],
  pages: [
    { path: '/worklists', title: titles.list, load: () => import('./list-page.office.tsx') },
    { path: '/worklists/new', title: titles.new, load: () => import('./new-page.office.tsx') },
    { path: '/worklists/:worklistId', title: titles.one, load: () => import('./one-page.office.tsx') },
    {
      path: '/worklists/:worklistId/change',
      title: titles.change,
      load: () => import('./change-page.office.tsx'),
    },
    { path: '/week', title: titles.week, load: () => import('./week-page.office.tsx') },
    { path: '/burden', title: titles.burden, load: () => import('./burden-page.office.tsx') },
  ],
}
