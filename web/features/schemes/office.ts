import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const schemesOffice: OfficeFeature = {
  nav: [{ group: 'settings', label: titles.list, path: '/schemes', ability: 'schemes.read' }],
  pages: [
    { path: '/schemes', title: titles.list, load: () => import('./schemes-page.office.tsx') },
    { path: '/schemes/new', title: titles.create, load: () => import('./new-page.office.tsx') },
    { path: '/schemes/ready', title: titles.ready, load: () => import('./ready-page.office.tsx') },
    { path: '/schemes/:schemeId/draft', title: titles.draft, load: () => import('./draft-page.office.tsx') },
    {
      path: '/schemes/:schemeId/versions/:versionId',
      title: titles.version,
      load: () => import('./version-page.office.tsx'),
    },
  ],
}
