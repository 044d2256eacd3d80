import { useQuery } from '@tanstack/react-query'
import type { OfficeFeature } from '../../lib/pages.ts'
import { ask } from '../../lib/query.ts'
import { messages } from './messages.ts'

function useDueCount(): number | undefined {
  return useQuery(ask('getDue', {})).data?.rows.length
}

export const homeOffice: OfficeFeature = {
  nav: [{ group: 'work', label: messages.nav, path: '/', useCount: useDueCount }],
  pages: [{ path: '/', title: messages.title, load: () => import('./due-page.office.tsx') }],
}
