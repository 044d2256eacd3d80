import { addDays } from '../server/core/clock/days.ts'
import { newId } from '../server/core/ids.ts'
import { startCampaign } from '../server/features/campaigns/commands.ts'
import { planVisits } from '../server/features/campaigns/plan-commands.ts'
import { addEntry, addHousehold } from '../server/features/households/household-commands.ts'
import { submitVisits } from '../server/features/visits/submit-commands.ts'
import { at } from './days.ts'
import { anew, type Ground, orgOf } from './ground.ts'
import { linxi, township } from './places.ts'
import type { Step } from './schedule.ts'

const secretary = `secretary/${linxi.key}`
const homeGrid = `${linxi.key}/第四网格`

/** Ids by address: known once the household is registered. */
type Doors = Map<string, string>
type House = { grid: string; address: string; contact: string; headCount: number }

const houses: readonly House[] = [
  { grid: '第三网格', address: '下塘 2 号', contact: '汤根发', headCount: 3 },
  { grid: '第三网格', address: '下塘 11 号', contact: '邵阿毛', headCount: 4 },
  { grid: '第三网格', address: '竹园 6 号', contact: '孙彩凤', headCount: 2 },
  { grid: '第四网格', address: '石桥 5 号', contact: '蒋阿婆', headCount: 1 },
  { grid: '第四网格', address: '石桥 16 号', contact: '冯水生', headCount: 5 },
  { grid: '第四网格', address: '石桥 21 号', contact: '潘建中', headCount: 3 },
  { grid: '第四网格', address: '渠头 4 号', contact: '夏来根', headCount: 2 },
  { grid: '第五网格', address: '梅园 1 号', contact: '鲁菊花', headCount: 4 },
  { grid: '第五网格', address: '河埠 8 号', contact: '葛有福', headCount: 6 },
]

type Demand = { sort: 'help' | 'suggestion'; text: string }
type Visit = {
  by: 'grid-worker' | 'resident-cadre'
  daysAgo: number
  address: string
  /** How many of the four steps were taken: door, met, card, talk. */
  steps: 1 | 2 | 3 | 4
  note?: string
  demand?: Demand
}

/** Three weeks: half of the houses, one with nobody at home, two where something was asked for. */
const visits: readonly Visit[] = [
  { by: 'grid-worker', daysAgo: 30, address: '石桥 16 号', steps: 4, note: '儿子媳妇在外打工，过年回来。' },
  { by: 'grid-worker', daysAgo: 19, address: '石桥 5 号', steps: 4, note: '腿脚还好，药按时吃。' },
  {
    ...{ by: 'grid-worker', daysAgo: 16, address: '石桥 21 号', steps: 4 },
    demand: { sort: 'help', text: '屋后的水沟堵了，下雨水往院子里倒，想请村里来通一通。' },
  },
  { by: 'resident-cadre', daysAgo: 13, address: '下塘 2 号', steps: 4 },
  { by: 'resident-cadre', daysAgo: 12, address: '下塘 11 号', steps: 1 },
  {
    ...{ by: 'resident-cadre', daysAgo: 8, address: '河埠 8 号', steps: 4 },
    demand: { sort: 'suggestion', text: '河埠头晚上太暗，建议装一盏路灯。' },
  },
  { by: 'grid-worker', daysAgo: 4, address: '渠头 4 号', steps: 3, note: '正要出门，留了卡，约了下次。' },
]

function doorOf(doors: Doors, address: string): string {
  const householdId = doors.get(address)
  if (!householdId) throw new Error(`the demonstration has no household at ${address}`)
  return householdId
}

function registering(ground: Ground, doors: Doors, when: Date): Step[] {
  return houses.map(({ grid, ...house }) => ({
    at: when,
    by: secretary,
    run: async (ctx) => {
      const { orgId } = orgOf(ground, `${linxi.key}/${grid}`)
      const added = { ...house, placeId: null, isNewResident: false, keepUntil: null }
      doors.set(house.address, await addHousehold(anew(ctx), orgId, added))
    },
  }))
}

/** Somebody who lives alone is looked in on every two weeks; last time was longer ago than that. */
function agreeOnCare(doors: Doors, today: string): Step {
  const agreedOn = addDays(today, -45)
  const terms = { basis: 'consent', agreedOn, expiresOn: addDays(today, 180) } as const
  return {
    at: at(agreedOn, '16:20'),
    by: 'grid-worker',
    run: async (ctx) => {
      const care = {
        kind: 'care',
        value: '一个人住，两周去看一次',
        purpose: 'visit',
        rhythmDays: 14,
      } as const
      await addEntry(anew(ctx), doorOf(doors, '石桥 5 号'), { ...care, ...terms })
    },
  }
}

function startVisiting(ground: Ground, today: string): Step {
  const { orgId } = orgOf(ground, township.key)
  const days = { startsOn: addDays(today, -21), untilOn: addDays(today, 20) }
  return {
    at: at(addDays(today, -23), '09:30'),
    by: 'township-officer',
    run: async (ctx) => void (await startCampaign(anew(ctx), orgId, { name: '户户走到', ...days })),
  }
}

function visitStep(doors: Doors, { by, daysAgo, address, steps, note, demand }: Visit, today: string): Step {
  const visitedOn = addDays(today, -daysAgo)
  return {
    at: at(visitedOn, '19:10'),
    by,
    run: async (ctx) => {
      const wish = {
        ...{ visitId: newId(), householdId: doorOf(doors, address), visitedOn },
        quartet: { door: true, met: steps > 1, card: steps > 2, talk: steps > 3 },
        ...{ note: note ?? null, solace: null },
        demand: demand ? { ...demand, caseId: newId(), urgency: 'normal' as const } : null,
      }
      const [result] = await submitVisits(anew(ctx), [wish])
      if (result?.is !== 'recorded') throw new Error(`${address}: ${result?.message}`)
    },
  }
}

/** Whom the grid worker means to visit this month, before any of it has happened. */
function planMonth(ground: Ground, doors: Doors, today: string): Step {
  const month = today.slice(0, 7)
  return {
    at: at(`${month}-01`, '07:10'),
    by: 'grid-worker',
    run: async (ctx) => {
      const householdIds = ['石桥 5 号', '石桥 16 号', '渠头 4 号'].map((one) => doorOf(doors, one))
      await planVisits(anew(ctx), orgOf(ground, homeGrid).orgId, { month, householdIds })
    },
  }
}

/** A campaign of visits that is half-way, weeks of visits, care that is due and a month's plan. */
export function visitedSteps(ground: Ground, today: string): Step[] {
  const doors: Doors = new Map()
  return [
    ...registering(ground, doors, at(addDays(today, -60), '15:00')),
    agreeOnCare(doors, today),
    startVisiting(ground, today),
    planMonth(ground, doors, today),
    ...visits.map((one) => visitStep(doors, one, today)),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime())
}
