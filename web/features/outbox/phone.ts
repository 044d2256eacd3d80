import type { PhoneFeature } from '../../lib/pages.ts'

export const outboxPhone: PhoneFeature = {
  pages: [
    { path: '/outbox', title: '还没同步的', load: () => import('./outbox-page.phone.tsx'), keep: true },
  ],
}
