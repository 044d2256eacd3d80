import { addDays } from '../server/core/clock/days.ts'
import { startOfPeriod } from '../server/core/clock/periods.ts'
import type { Ctx } from '../server/core/context/context.ts'
import { recordCount, takeAssessmentStep } from '../server/features/assessments/counting-commands.ts'
import { openAssessment } from '../server/features/assessments/opening-commands.ts'
import type { Opening } from '../server/features/assessments/queries.ts'
import { surveys } from '../server/features/assessments/surveys.ts'
import { listSubjects } from '../server/features/assessments/tally-queries.ts'
import { at } from './days.ts'
import { anew, type Ground, orgOf } from './ground.ts'
import { homeBranch, linxi } from './places.ts'
import type { Step } from './schedule.ts'

const home = `${linxi.key}/${homeBranch}`
const secretary = `secretary/${home}`

/** 年度民主评议, as the product begins it. */
const [, yearly] = surveys

function wishOf(more: Pick<Opening, 'title' | 'from' | 'to' | 'day' | 'way'>): Opening {
  if (!yearly) throw new Error('the product knows no yearly survey')
  const { questions, scale } = yearly
  return { assessors: 'peers', minimum: 5, entitled: null, questions, scale, ...more }
}

function closedWish(today: string, day: string): Opening {
  const to = addDays(startOfPeriod(today, 'quarter'), -1)
  return wishOf({ title: '上季度平时表现评议', from: startOfPeriod(to, 'quarter'), to, day, way: 'paper' })
}

function runningWish(today: string): Opening {
  const year = today.slice(0, 4)
  const span = { from: `${year}-01-01`, to: `${year}-12-31` }
  return wishOf({ title: `${year} 年民主评议`, ...span, day: today, way: 'phone' })
}

/**
 * The home branch's last whole quarter, assessed on sheets at a meeting, counted by the secretary and checked by the
 * deputy; and this year's, which is open and may be answered by phone.
 */
export function assessedSteps(ground: Ground, today: string): Step[] {
  const { orgId } = orgOf(ground, home)
  const day = addDays(today, -9)
  const closed = closedWish(today, day)
  let assessmentId = ''
  const open = async (ctx: Ctx, wish: Opening) => {
    const own = anew(ctx)
    await openAssessment(own, orgId, wish)
    return own.requestId
  }
  return [
    {
      at: at(addDays(day, -1), '19:00'),
      by: secretary,
      run: async (ctx) => {
        assessmentId = await open(ctx, closed)
      },
    },
    { at: at(day, '20:40'), by: secretary, run: (ctx) => count(ctx, assessmentId) },
    {
      at: at(addDays(day, 1), '08:30'),
      by: `deputy/${home}`,
      run: async (ctx) => void (await takeAssessmentStep(ctx, assessmentId, { step: 'confirm', note: null })),
    },
    {
      at: at(addDays(today, -2), '20:30'),
      by: secretary,
      run: async (ctx) => void (await open(ctx, runningWish(today))),
    },
  ]
}

/** All sheets but one came back, and one of them was spoilt. Most are good, some fair; who is not decided by rank. */
async function count(ctx: Ctx, assessmentId: string): Promise<void> {
  const people = (await listSubjects(ctx, assessmentId)).filter((one) => one.excused === null)
  const issued = people.length
  const valid = issued - 2
  const rows = people.map(({ member_id: memberId }, i) => {
    const [fair, passing] = [1 + ((i * 5) % 4), i % 9 === 4 ? 1 : 0]
    return { memberId, counts: [[valid - fair - passing, fair, passing, 0]] }
  })
  const tellerIds = people.slice(2, 4).map((one) => one.member_id)
  await recordCount(ctx, assessmentId, {
    issued,
    returned: issued - 1,
    invalid: 1,
    tellerIds,
    rows,
    note: null,
  })
}
