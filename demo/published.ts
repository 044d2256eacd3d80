import { addDays } from '../server/core/clock/days.ts'
import { startOfPeriod } from '../server/core/clock/periods.ts'
import { preparePublication, publish } from '../server/features/boards/commands.ts'
import { at } from './days.ts'
import { anew, type Ground, orgOf } from './ground.ts'
import { homeBranch, linxi } from './places.ts'
import type { Step } from './schedule.ts'

const home = `${linxi.key}/${homeBranch}`

/** The home branch's list of the last whole quarter: drawn up by the secretary, put before the public by the deputy. */
export function publishedSteps(ground: Ground, today: string): Step[] {
  const to = addDays(startOfPeriod(today, 'quarter'), -1)
  const span = { from: startOfPeriod(to, 'quarter'), to }
  const contact = { place: `${homeBranch}活动室`, hours: '每天上午 8 点到 11 点', telephone: '' }
  let publicationId = ''
  return [
    {
      at: at(addDays(today, -1), '19:00'),
      by: `secretary/${home}`,
      run: async (ctx) => {
        const { orgId } = orgOf(ground, home)
        publicationId = (await preparePublication(anew(ctx), { orgId, ...span, contact })).publicationId
      },
    },
    {
      at: at(addDays(today, -1), '20:15'),
      by: `deputy/${home}`,
      run: async (ctx) => void (await publish(anew(ctx), publicationId)),
    },
  ]
}
