import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const accessPhone: PhoneFeature = {
  pages: [
    {
      path: '/credentials',
      title: titles.credentials,
      load: () => import('./credentials-page.phone.tsx'),
    },
  ],
  mine: [{ label: titles.credentials, path: '/credentials' }],
}
