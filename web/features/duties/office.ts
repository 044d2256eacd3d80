import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const dutiesOffice: OfficeFeature = {
  nav: [
    { group: 'result', label: titles.duties, path: '/duties', ability: 'activities.read' },
    {
      group: 'settings',
      label: titles.requirements,
      path: '/requirements',
      ability: ['requirements.write', 'activities.write'],
    },
  ],
  pages: [
    { path: '/duties', title: titles.duties, load: () => import('./matrix-page.office.tsx') },
    { path: '/duties/missing', title: titles.missing, load: () => import('./missing-page.office.tsx') },
    { path: '/duties/pleas', title: titles.pleas, load: () => import('./pleas-page.office.tsx') },
    {
      path: '/requirements',
      title: titles.requirements,
      load: () => import('./requirements-page.office.tsx'),
    },
    { path: '/duties/:orgId', title: titles.strip, load: () => import('./strip-page.office.tsx') },
  ],
}
