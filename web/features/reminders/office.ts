import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const remindersOffice: OfficeFeature = {
  nav: [
    {
      group: 'settings',
      label: titles.settings,
      path: '/reminders/settings',
      also: ['/reminders/calendar'],
    },
    { group: 'settings', label: titles.robots, path: '/robots', ability: 'activities.write' },
    { group: 'settings', label: titles.county, path: '/channels', ability: 'settings.write' },
  ],
  pages: [
    { path: '/reminders/settings', title: titles.settings, load: () => import('./settings-page.office.tsx') },
    { path: '/reminders/calendar', title: titles.calendar, load: () => import('./calendar-page.office.tsx') },
    { path: '/robots', title: titles.robots, load: () => import('./robots-page.office.tsx') },
    { path: '/channels', title: titles.county, load: () => import('./channels-page.office.tsx') },
  ],
}
