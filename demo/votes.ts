import { addDays } from '../server/core/clock/days.ts'
import type { Ctx } from '../server/core/context/context.ts'
import { closeActivity } from '../server/features/activities/closing-commands.ts'
import { reopenActivity } from '../server/features/activities/commands.ts'
import { countOf } from '../server/features/votes/counting-commands.ts'
import { confirmElection, countBallot, openElection } from '../server/features/votes/election-commands.ts'
import { listNominees } from '../server/features/votes/election-queries.ts'
import { listRecords } from '../server/features/votes/ledger-queries.ts'
import { findMeeting, listOnRoll } from '../server/features/votes/meeting-queries.ts'
import { reviewMinutes } from '../server/features/votes/minutes-commands.ts'
import { countMotion, putMotion } from '../server/features/votes/motion-commands.ts'
import { at } from './days.ts'
import { anew, type Ground, orgOf, writeAs } from './ground.ts'
import { homeBranch, linxi } from './places.ts'
import type { Step } from './schedule.ts'

const home = `${linxi.key}/${homeBranch}`
const secretary = `secretary/${home}`

const minutes = `沈国良说明村口机耕路的三个方案，林秀兰主张先修东边，周水根担心占了两户的菜地。
商量下来先修东边，占地的两户由林秀兰上门谈，谈不拢再上会。
修路的钱从村集体出，账在公开栏上贴。`

/** The home branch's assemblies of these days that are on record, the newest first. */
async function assemblies(ctx: Ctx, orgId: number, from: string, to: string) {
  const rows = await listRecords(ctx, { orgId, from, to, kinds: ['members-assembly'] })
  return rows.filter((row) => row.state === 'closed').toReversed()
}

async function lastAssembly(ctx: Ctx, orgId: number, today: string) {
  const [last] = await assemblies(ctx, orgId, addDays(today, -366), addDays(today, -1))
  if (!last) throw new Error('the demonstration has no assembly of the home branch')
  return last.activity_id
}

/** What the last assembly decided, by hands and by slips, and its minutes as somebody wrote them afterwards. */
async function writeDown(ctx: Ctx, activityId: string): Promise<void> {
  const meeting = await findMeeting(ctx, activityId)
  const count = meeting && (await countOf(ctx, meeting))
  if (!count) throw new Error('the assembly has nobody who votes')
  const { present } = count
  const put = async (title: string, way: 'hands' | 'ballot') => {
    const own = anew(ctx)
    await putMotion(own, activityId, { title, way })
    return own.requestId
  }
  const road = await put('先修村口东边的机耕路', 'hands')
  await countMotion(ctx, road, { way: 'hands', present: null, ayes: present - 1, noes: 1, abstain: 0 })
  const tellers = (await listOnRoll(ctx, activityId)).slice(2, 4).map((one) => one.memberId)
  const slips = { issued: present, returned: present - 1, invalid: 1, tellerIds: tellers }
  const sums = { ayes: present - 5, noes: 2, abstain: 1 }
  const admitted = await put('讨论接收预备党员', 'ballot')
  await countMotion(ctx, admitted, { way: 'ballot', present: null, ...slips, ...sums })
}

/** An assembly of the last years at which enough were there to elect. */
async function findElecting(ctx: Ctx, orgId: number, today: string) {
  const span = [addDays(today, -1_500), addDays(today, -300)] as const
  for (const { activity_id: activityId, day } of await assemblies(ctx, orgId, ...span)) {
    const meeting = await findMeeting(ctx, activityId)
    const count = meeting && (await countOf(ctx, meeting))
    if (count && count.present * 5 >= count.expected * 4) return { activityId, day, present: count.present }
  }
  return null
}

type Electing = NonNullable<Awaited<ReturnType<typeof findElecting>>>

/** The committee of the branch: three of four, by slips that two others counted. */
async function elect(ctx: Ctx, path: string, { activityId, present }: Electing): Promise<void> {
  const people = (await listNominees(ctx, path)).map((one) => one.memberId)
  const on = (await listOnRoll(ctx, activityId)).map((one) => one.memberId)
  const candidateIds = people.slice(0, 4)
  const tellerIds = on.filter((one) => !candidateIds.includes(one)).slice(0, 2)
  const own = anew(ctx)
  await openElection(own, activityId, { post: 'committee', seats: 3, candidateIds })
  const ayes = [present - 1, present - 3, present - 2, 2]
  const rows = candidateIds.map((memberId, i) => {
    const given = Math.max(0, ayes[i] ?? 0)
    return { memberId, ayes: given, noes: present - given, abstain: 0 }
  })
  await countBallot(ctx, own.requestId, { issued: present, returned: present, invalid: 0, tellerIds, rows })
  await confirmElection(ctx, own.requestId)
}

/** Told on the evening after it. */
export async function holdElection(ground: Ground, today: string): Promise<void> {
  const { orgId, path } = orgOf(ground, home)
  const before = at(addDays(today, -2), '18:00')
  const electing = await writeAs(ground, secretary, before, (ctx) => findElecting(ctx, orgId, today))
  if (!electing) throw new Error('the demonstration has no assembly at which enough were there')
  const after = at(addDays(electing.day, 1), '20:00')
  await writeAs(ground, secretary, after, (ctx) => elect(ctx, path, electing))
}

/** Votes, and minutes that were written down, looked at above and found good. */
export function votedSteps(ground: Ground, today: string): Step[] {
  const { orgId } = orgOf(ground, home)
  let activityId = ''
  const day = addDays(today, -1)
  return [
    {
      at: at(day, '19:00'),
      by: secretary,
      run: async (ctx) => {
        activityId = await lastAssembly(ctx, orgId, today)
        await writeDown(ctx, activityId)
        await reopenActivity(ctx, activityId, '补写会议记录')
      },
    },
    {
      at: at(day, '19:20'),
      by: secretary,
      run: async (ctx) => {
        const [row] = await ctx.db
          .selectFrom('activities')
          .select('version')
          .where('county_id', '=', ctx.county)
          .where('activity_id', '=', activityId)
          .execute()
        await closeActivity(ctx, activityId, { version: row?.version ?? 1, minutes })
      },
    },
    {
      at: at(day, '20:30'),
      by: `secretary/${linxi.key}`,
      run: (ctx) =>
        reviewMinutes(ctx, activityId, {
          grade: 'well',
          sentence: '谁不同意、为什么、最后怎么定的，都写出来了。',
        }),
    },
  ]
}
