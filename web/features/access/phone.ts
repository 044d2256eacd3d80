import type { PhoneFeature } from '../../lib/pages.ts'
import { messages } from './messages.ts'

export const accessPhone: PhoneFeature = {
  pages: [
    {
      path: '/credentials',
      title: messages.credentials.title,
      load: () => import('./credentials-page.phone.tsx'),
    },
  ],
  mine: [{ label: messages.credentials.title, path: '/credentials' }],
}
