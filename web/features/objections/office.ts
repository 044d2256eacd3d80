import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const objectionsOffice: OfficeFeature = {
  nav: [
    {
      group: 'result',
      label: titles.list,
      path: '/objections',
      ability: ['objections.answer', 'objections.review'],
    },
  ],
  pages: [
    { path: '/objections', title: titles.list, load: () => import('./objections-page.office.tsx') },
    { path: '/objections/new', title: titles.record, load: () => import('./record-page.office.tsx') },
    {
      path: '/objections/:objectionId',
      title: titles.one,
      load: () => import('./objection-page.office.tsx'),
    },
  ],
}
