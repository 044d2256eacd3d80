import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './desk/titles.ts'

export const visitsOffice: OfficeFeature = {
  nav: [
    { group: 'record', label: titles.visits, path: '/round', also: ['/visits'], ability: 'visits.read' },
    { group: 'settings', label: titles.checks, path: '/visits/checks', ability: 'audit.read' },
  ],
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
    { path: '/visits', title: titles.list, load: () => import('./list-page.office.tsx') },
    { path: '/visits/plans', title: titles.plans, load: () => import('./plans-page.office.tsx') },
    { path: '/visits/checks', title: titles.checks, load: () => import('./checks-page.office.tsx') },
    { path: '/visits/checks/:checkId', title: titles.checks, load: () => import('./check-page.office.tsx') },
    {
      path: '/visits/checks/:checkId/lot',
      title: titles.checks,
      load: () => import('./lot-page.office.tsx'),
    },
    {
      path: '/visits/feedback/mine',
      title: titles.feedback,
      load: () => import('./feedback-page.office.tsx'),
    },
    { path: '/visits/notices', title: titles.notices, load: () => import('./notices-page.office.tsx') },
    { path: '/visits/notices/:orgId', title: titles.notices, load: () => import('./notice-page.office.tsx') },
  ],
}
