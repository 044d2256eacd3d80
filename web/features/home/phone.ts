import type { PhoneFeature } from '../../lib/pages.ts'
import DuePage from './due-page.phone.tsx'
import { messages } from './messages.ts'

/** The start page travels with the entry: fetching it apart would cost a slow line one more round trip. */
export const homePhone: PhoneFeature = {
  pages: [{ path: '/', title: messages.title, load: async () => ({ default: DuePage }) }],
}
