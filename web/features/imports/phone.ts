import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

/** No way in of its own: the start page leads here when something waits. */
export const importsPhone: PhoneFeature = {
  pages: [
    { path: '/imports/:importId', title: titles.imports, load: () => import('./import-page.phone.tsx') },
    {
      path: '/transfer-proposals',
      title: titles.proposals,
      load: () => import('./proposals-page.phone.tsx'),
    },
  ],
}
