import { addDays } from '../server/core/clock/days.ts'
import { addEnterprise } from '../server/features/enterprises/commands.ts'
import { recordRevisit } from '../server/features/enterprises/revisit-commands.ts'
import { quarterOf } from '../server/features/enterprises/rules.ts'
import type { People } from './attendance.ts'
import { at } from './days.ts'
import { anew, type Ground, memberIdOf, orgOf } from './ground.ts'
import { linxi } from './places.ts'
import { named } from './recent.ts'
import type { Step } from './schedule.ts'

const secretary = `secretary/${linxi.key}`

const enterprises = [
  {
    name: '里坞竹制品厂',
    address: '里坞 18 号',
    contact: '竺厂长',
    staffCount: 46,
    memberCount: 4,
    branch: true,
  },
  { name: '前山茶叶专业合作社', address: '前山 2 号', contact: '茅社长', staffCount: 21, memberCount: 2 },
  { name: '塘头农机修理店', address: '塘头 7 号', contact: '毕师傅', staffCount: 6, memberCount: 0 },
] as const

/** Nobody has been there every month and nothing was written down: the two who were sent are trained. */
const answers = {
  ...{ plan: true, talks: false, records: false },
  ...{ site: true, systems: true, ledgers: true, meetings: true },
}

/** The three enterprises of the first grid (document 001) and the first revisit of the quarter, which ordered something. */
export function enterpriseSteps(ground: Ground, people: People, today: string): Step[] {
  const { orgId } = orgOf(ground, `${linxi.key}/第一网格`)
  const month = addDays(today, -27)
  const { from } = quarterOf(today)
  const visitedOn = month < from ? from : month
  const enterpriseIds: string[] = []
  return [
    ...enterprises.map(
      ({ branch = false, ...sheet }: (typeof enterprises)[number] & { branch?: boolean }): Step => ({
        at: at(addDays(visitedOn, -40), '10:20'),
        by: secretary,
        run: async (ctx) => {
          const own = anew(ctx)
          const idOf = (name: string) => (branch ? memberIdOf(ground, named(people, name)) : null)
          const sent = { instructorId: idOf('屠月琴'), liaisonId: idOf('何建平'), attachedOrgId: null }
          await addEnterprise(own, orgId, { ...sheet, ...sent, isOrganised: branch })
          enterpriseIds.push(own.requestId)
        },
      }),
    ),
    {
      at: at(visitedOn, visitedOn === today ? '07:15' : '16:40'),
      by: secretary,
      run: async (ctx) => {
        const note = '联络员三个月没来，走访没有记。'
        await recordRevisit(anew(ctx), enterpriseIds[0] ?? '', { visitedOn, memberCount: 4, answers, note })
      },
    },
  ]
}
