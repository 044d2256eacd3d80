import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const agendasOffice: OfficeFeature = {
  nav: [
    { group: 'work', label: titles.tasks, path: '/meeting-tasks', ability: 'activities.read' },
    {
      group: 'settings',
      label: titles.agendas,
      path: '/agendas',
      ability: ['requirements.write', 'activities.write'],
    },
    {
      group: 'settings',
      label: titles.teaching,
      path: '/teaching',
      ability: ['requirements.write', 'activities.write'],
    },
  ],
  pages: [
    { path: '/meeting-tasks', title: titles.tasks, load: () => import('./tasks-page.office.tsx') },
    { path: '/agendas', title: titles.agendas, load: () => import('./agendas-page.office.tsx') },
    { path: '/agendas/new', title: titles.edit, load: () => import('./edit-page.office.tsx') },
    { path: '/teaching', title: titles.teaching, load: () => import('./teaching-page.office.tsx') },
    { path: '/agendas/:templateId', title: titles.agenda, load: () => import('./agenda-page.office.tsx') },
  ],
}
