import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const dutiesPhone: PhoneFeature = {
  pages: [
    { path: '/duties', title: titles.duties, load: () => import('./strip-page.phone.tsx') },
    { path: '/duties/missing', title: titles.missing, load: () => import('./missing-page.phone.tsx') },
    { path: '/duties/pleas', title: titles.pleas, load: () => import('./pleas-page.phone.tsx') },
    { path: '/duties/:orgId', title: titles.strip, load: () => import('./strip-page.phone.tsx') },
  ],
  mine: [{ label: titles.duties, note: titles.note, path: '/duties', ability: 'activities.read' }],
}
