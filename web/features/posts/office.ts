import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const postsOffice: OfficeFeature = {
  nav: [
    { group: 'record', label: titles.posts, path: '/posts', also: ['/duty-areas'], ability: 'posts.read' },
  ],
  pages: [
    { path: '/posts', title: titles.posts, load: () => import('./posts-page.office.tsx') },
    { path: '/duty-areas', title: titles.areas, load: () => import('./areas-page.office.tsx') },
  ],
}
