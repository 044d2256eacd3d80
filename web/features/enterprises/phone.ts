import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const enterprisesPhone: PhoneFeature = {
  pages: [
    { path: '/enterprises', title: titles.list, load: () => import('./list-page.phone.tsx') },
    { path: '/enterprises/:enterpriseId', title: titles.one, load: () => import('./one-page.phone.tsx') },
    {
      path: '/enterprise-revisits/:revisitId',
      title: titles.revisit,
      load: () => import('./revisit-page.phone.tsx'),
    },
  ],
  record: [{ label: titles.list, note: titles.note, path: '/enterprises', ability: 'grids.read' }],
}
