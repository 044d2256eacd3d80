import type { PhoneFeature } from '../../lib/pages.ts'
import { navMessages as words } from './nav-messages.ts'

const ability = 'activities.write'

export const activitiesPhone: PhoneFeature = {
  pages: [
    { path: '/activities', title: words.title, load: () => import('./list-page.phone.tsx') },
    { path: '/activities/new', title: words.plan, load: () => import('./plan-page.phone.tsx') },
    { path: '/activities/record', title: words.record, load: () => import('./record-page.phone.tsx') },
    { path: '/activities/mine', title: words.mine, load: () => import('./mine-page.phone.tsx') },
    {
      path: '/activities/:activityId',
      title: words.title,
      load: () => import('./activity-page.phone.tsx'),
      keep: true,
    },
    {
      path: '/activities/:activityId/roll',
      title: words.roll,
      load: () => import('./roll-page.phone.tsx'),
      keep: true,
    },
    {
      path: '/activities/:activityId/change',
      title: words.change,
      load: () => import('./change-page.phone.tsx'),
    },
    { path: '/activities/:activityId/code', title: words.code, load: () => import('./code-page.phone.tsx') },
    { path: '/check-in', title: words.code, load: () => import('./check-in-page.phone.tsx'), keep: true },
  ],
  record: [
    { label: words.themeDay, note: words.themeDayNote, path: '/activities/record?kind=theme-day', ability },
    {
      label: words.meeting,
      note: words.meetingNote,
      path: '/activities/record?kind=members-assembly',
      ability,
    },
    { label: words.service, note: words.serviceNote, path: '/activities/record?kind=volunteer', ability },
    { label: words.few, note: words.fewNote, path: '/activities/record?kind=mediation', ability },
    { label: words.all, note: words.allNote, path: '/activities', ability },
  ],
  mine: [
    { label: words.mine, note: words.mineNote, path: '/activities/mine', ofMember: true },
    // Who records finds it under 记一笔.
    {
      label: words.all,
      note: words.allNote,
      path: '/activities',
      ability: 'activities.read',
      unless: ability,
    },
  ],
}
