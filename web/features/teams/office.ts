import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const teamsOffice: OfficeFeature = {
  nav: [
    { group: 'record', label: titles.teams, path: '/teams', also: ['/duty-logs'], ability: 'posts.read' },
  ],
  pages: [
    { path: '/teams', title: titles.teams, load: () => import('./teams-page.office.tsx') },
    { path: '/teams/:teamId', title: titles.team, load: () => import('./team-page.office.tsx') },
    { path: '/rosters/:rosterId', title: titles.team, load: () => import('./roster-page.office.tsx') },
    { path: '/duty-logs', title: titles.logs, load: () => import('./logs-page.office.tsx') },
  ],
}
