import { useQuery } from '@tanstack/react-query'
import type { OfficeFeature } from '../../lib/pages.ts'
import { ask } from '../../lib/query.ts'
import { titles } from './titles.ts'

function useWaiting(): number | undefined {
  return useQuery(ask('listTransferProposals', { query: { limit: 1 } })).data?.count
}

export const importsOffice: OfficeFeature = {
  nav: [
    {
      group: 'record',
      label: titles.proposalsNav,
      path: '/transfer-proposals',
      ability: 'transfers.decide',
      useCount: useWaiting,
    },
    { group: 'settings', label: titles.nav, path: '/imports', ability: 'members.import' },
  ],
  pages: [
    { path: '/imports', title: titles.imports, load: () => import('./imports-page.office.tsx') },
    {
      path: '/imports/households',
      title: titles.households,
      load: () => import('./households-page.office.tsx'),
    },
    { path: '/imports/:importId', title: titles.imports, load: () => import('./import-page.office.tsx') },
    {
      path: '/transfer-proposals',
      title: titles.proposals,
      load: () => import('./proposals-page.office.tsx'),
    },
  ],
}
