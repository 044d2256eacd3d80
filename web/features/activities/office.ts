import type { OfficeFeature } from '../../lib/pages.ts'
import { navMessages } from './nav-messages.ts'

export const activitiesOffice: OfficeFeature = {
  nav: [{ group: 'record', label: navMessages.title, path: '/activities', ability: 'activities.read' }],
  pages: [
    { path: '/activities', title: navMessages.title, load: () => import('./list-page.office.tsx') },
    { path: '/activities/new', title: navMessages.plan, load: () => import('./plan-page.office.tsx') },
    { path: '/activities/record', title: navMessages.record, load: () => import('./record-page.office.tsx') },
    {
      path: '/activities/participation',
      title: navMessages.participation,
      load: () => import('./participation-page.office.tsx'),
    },
    {
      path: '/activities/:activityId',
      title: navMessages.title,
      load: () => import('./activity-page.office.tsx'),
    },
    {
      path: '/activities/:activityId/roll',
      title: navMessages.roll,
      load: () => import('./roll-page.office.tsx'),
    },
    {
      path: '/activities/:activityId/change',
      title: navMessages.change,
      load: () => import('./change-page.office.tsx'),
    },
    {
      path: '/activities/:activityId/code',
      title: navMessages.code,
      load: () => import('./code-page.office.tsx'),
    },
  ],
}
