import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const assessmentsOffice: OfficeFeature = {
  nav: [{ group: 'record', label: titles.list, path: '/assessments', ability: 'assessments.run' }],
  pages: [
    { path: '/assessments', title: titles.list, load: () => import('./list-page.office.tsx') },
    { path: '/assessments/new', title: titles.open, load: () => import('./open-page.office.tsx') },
    { path: '/assessments/:assessmentId', title: titles.one, load: () => import('./one-page.office.tsx') },
  ],
}
