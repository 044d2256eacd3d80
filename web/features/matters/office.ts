import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const mattersOffice: OfficeFeature = {
  nav: [
    {
      group: 'settings',
      label: titles.matters,
      path: '/matters',
      ability: ['schemes.write', 'settings.write'],
    },
  ],
  pages: [{ path: '/matters', title: titles.matters, load: () => import('./matters-page.office.tsx') }],
}
