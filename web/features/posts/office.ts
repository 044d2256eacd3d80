import type { OfficeFeature } from '../../lib/pages.ts'
import { deskTitles } from './desk-titles.ts'
import { titles } from './titles.ts'

export const postsOffice: OfficeFeature = {
  nav: [
    {
      group: 'record',
      label: titles.posts,
      path: '/posts',
      also: ['/duty-areas', '/post-tags', '/post-kinds'],
      ability: 'posts.read',
    },
  ],
  pages: [
    { path: '/posts', title: titles.posts, load: () => import('./posts-page.office.tsx') },
    { path: '/posts/:postId', title: titles.posts, load: () => import('./post-page.office.tsx') },
    { path: '/duty-areas', title: titles.areas, load: () => import('./areas-page.office.tsx') },
    { path: '/duty-areas/:areaId', title: titles.areas, load: () => import('./area-page.office.tsx') },
    { path: '/post-tags', title: deskTitles.tags, load: () => import('./tags-page.office.tsx') },
    { path: '/post-kinds', title: deskTitles.kinds, load: () => import('./kinds-page.office.tsx') },
  ],
}
