import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const agendasPhone: PhoneFeature = {
  pages: [{ path: '/meeting-tasks', title: titles.tasks, load: () => import('./tasks-page.phone.tsx') }],
  mine: [{ label: titles.tasks, note: titles.tasksNote, path: '/meeting-tasks' }],
}
