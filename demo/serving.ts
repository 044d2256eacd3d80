import { addDays } from '../server/core/clock/days.ts'
import type { Ctx } from '../server/core/context/context.ts'
import { logService, registerUnits, signUp } from '../server/features/service-units/commands.ts'
import { listSignUps } from '../server/features/service-units/people-queries.ts'
import { listUnits } from '../server/features/service-units/queries.ts'
import type { People } from './attendance.ts'
import { at } from './days.ts'
import { anew, type Ground, memberIdOf, orgOf } from './ground.ts'
import { linxi } from './places.ts'
import { named } from './recent.ts'
import type { Step } from './schedule.ts'

const secretary = `secretary/${linxi.key}`

const services = [
  { daysAgo: 33, what: '在文化礼堂给老人量血压、讲用药', matter: 'residents', problems: 6 },
  { daysAgo: 18, what: '和村里一起清了卫生室门口的堆物', matter: 'community', problems: 1 },
  { daysAgo: 5, what: '上门给两户换药', matter: 'residents', problems: 2 },
] as const

async function unitOf(ctx: Ctx, ground: Ground): Promise<string> {
  const { path } = orgOf(ground, linxi.key)
  const scope = { paths: [path], year: Number(ctx.today.slice(0, 4)) }
  const [unit] = await listUnits(ctx, scope, { limit: 1, offset: 0 })
  if (!unit) throw new Error('the demonstration has no unit that reported')
  return unit.unit_id
}

/** The clinic of the township, which has reported to the village: who signed up, and what they did. */
export function servingSteps(ground: Ground, people: People, today: string): Step[] {
  const { orgId } = orgOf(ground, linxi.key)
  const registeredOn = addDays(today, -75)
  const registered: Step = {
    at: at(registeredOn, '15:30'),
    by: secretary,
    run: async (ctx) => {
      await registerUnits(anew(ctx), orgId, [{ name: '青禾镇卫生院', branchId: null, registeredOn }])
      const memberId = memberIdOf(ground, named(people, '屠月琴'))
      await signUp(anew(ctx), await unitOf(ctx, ground), { memberId, skill: '护理，会用血压计' })
    },
  }
  const logs = services.map(
    ({ daysAgo, ...done }): Step => ({
      at: at(addDays(today, -daysAgo), '18:20'),
      by: secretary,
      run: async (ctx) => {
        const unitId = await unitOf(ctx, ground)
        const [signed] = await listSignUps(ctx, unitId)
        await logService(anew(ctx), unitId, { ...done, day: ctx.today, signUpId: signed?.sign_up_id ?? null })
      },
    }),
  )
  return [registered, ...logs]
}
