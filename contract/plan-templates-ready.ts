import type { z } from 'zod'
import type { templateEntry } from './plan-items.ts'

type Ready = { key: string; name: string; entries: readonly z.input<typeof templateEntry>[] }

/**
 * Ready to be taken into a template and changed: what the regulations of 2018 ask of a branch in a year (domain rules
 * §2). Days that they leave open are practice of some places.
 */
export const readyPlanTemplates: readonly Ready[] = [
  {
    key: 'branch-year',
    name: '支部一年的组织生活',
    entries: [
      { kind: 'theme-day', title: '主题党日', rrule: 'FREQ=MONTHLY;BYMONTHDAY=10', ownDay: true },
      { kind: 'committee-meeting', title: '支委会', rrule: 'FREQ=MONTHLY;BYMONTHDAY=5' },
      { kind: 'group-meeting', title: '党小组会', rrule: 'FREQ=MONTHLY;BYMONTHDAY=22' },
      {
        kind: 'members-assembly',
        title: '支部党员大会',
        rrule: 'FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=25',
      },
      { kind: 'party-lecture', title: '党课', rrule: 'FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=18' },
      { kind: 'life-meeting', title: '组织生活会', rrule: 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=12' },
      {
        kind: 'democratic-appraisal',
        title: '民主评议党员',
        rrule: 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=26',
      },
      {
        kind: null,
        title: '谈心谈话',
        rrule: 'FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=1',
        note: '支委之间、支委和党员、党员之间，每年至少谈一次。',
      },
    ],
  },
]
