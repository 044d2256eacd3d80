import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const worklistsOffice: OfficeFeature = {
  nav: [
    {
      group: 'work',
      label: titles.list,
      path: '/worklists',
      also: ['/week', '/burden', '/duty-lists', '/drives', '/bulletin'],
      ability: 'worklists.read',
    },
  ],
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
    { path: '/duty-lists', title: titles.duties, load: () => import('./duties-page.office.tsx') },
    { path: '/drives', title: titles.drives, load: () => import('./drives-page.office.tsx') },
    { path: '/drives/:driveId', title: titles.drives, load: () => import('./drive-page.office.tsx') },
    { path: '/bulletin', title: titles.bulletin, load: () => import('./bulletin-page.office.tsx') },
    { path: '/burden', title: titles.burden, load: () => import('./burden-page.office.tsx') },
  ],
}
