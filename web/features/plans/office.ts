import type { OfficeFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const plansOffice: OfficeFeature = {
  nav: [
    {
      group: 'record',
      label: titles.plans,
      path: '/plans',
      also: ['/plan-templates'],
      ability: 'activities.read',
    },
  ],
  pages: [
    { path: '/plans', title: titles.plans, load: () => import('./plans-page.office.tsx') },
    { path: '/plans/:orgId', title: titles.plan, load: () => import('./year-page.office.tsx') },
    { path: '/plan-templates', title: titles.templates, load: () => import('./templates-page.office.tsx') },
    {
      path: '/plan-templates/new',
      title: titles.newTemplate,
      load: () => import('./template-new-page.office.tsx'),
    },
    {
      path: '/plan-templates/:templateId',
      title: titles.template,
      load: () => import('./template-page.office.tsx'),
    },
  ],
}
