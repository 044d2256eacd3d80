import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const votesOffice: OfficeFeature = {
  nav: [
    { group: 'work', label: titles.minutes, path: '/minutes', ability: 'minutes.review' },
    { group: 'result', label: titles.ledger, path: '/ledger', ability: 'activities.read' },
    {
      group: 'settings',
      label: titles.rulesShort,
      path: '/meeting-rules',
      also: ['/roll-exclusions', '/minutes-form'],
      ability: 'activities.read',
    },
  ],
  pages: [
    {
      path: '/activities/:activityId/votes',
      title: titles.votes,
      load: () => import('./votes-page.office.tsx'),
    },
    {
      path: '/elections/:electionId',
      title: titles.election,
      load: () => import('./election-page.office.tsx'),
    },
    { path: '/minutes', title: titles.minutes, load: () => import('./minutes-page.office.tsx') },
    { path: '/ledger', title: titles.ledger, load: () => import('./ledger-page.office.tsx') },
    { path: '/meeting-rules', title: titles.rules, load: () => import('./rules-page.office.tsx') },
    { path: '/minutes-form', title: titles.paperForm, load: () => import('./paper-form-page.office.tsx') },
    {
      path: '/roll-exclusions',
      title: titles.exclusions,
      load: () => import('./exclusions-page.office.tsx'),
    },
  ],
}
