import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './desk/titles.ts'

export const visitsOffice: OfficeFeature = {
  nav: [{ group: 'record', label: titles.visits, path: '/round', ability: 'visits.read' }],
  pages: [
    { path: '/round', title: titles.visits, load: () => import('./visits-page.office.tsx') },
    { path: '/round/conflicts', title: titles.conflicts, load: () => import('./conflicts-page.office.tsx') },
    {
      path: '/round/campaigns/:campaignId',
      title: titles.campaign,
      load: () => import('./campaign-page.office.tsx'),
    },
    {
      path: '/round/campaigns/:campaignId/households',
      title: titles.campaign,
      load: () => import('./campaign-households-page.office.tsx'),
    },
  ],
}
