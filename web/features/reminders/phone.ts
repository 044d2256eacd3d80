import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const remindersPhone: PhoneFeature = {
  pages: [
    { path: '/reminders/settings', title: titles.settings, load: () => import('./settings-page.phone.tsx') },
    { path: '/robots', title: titles.robots, load: () => import('./robots-page.phone.tsx') },
    { path: '/reminders/calendar', title: titles.calendar, load: () => import('./calendar-page.phone.tsx') },
  ],
  mine: [
    { label: titles.settings, note: titles.settingsNote, path: '/reminders/settings' },
    { label: titles.calendar, path: '/reminders/calendar' },
    { label: titles.robots, note: titles.robotsNote, path: '/robots', ability: 'activities.write' },
  ],
}
