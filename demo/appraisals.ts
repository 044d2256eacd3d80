import type { AppraisalGrade } from '../contract/appraisal-grades.ts'
import type { TalkMatter } from '../contract/talks.ts'
import { addDays } from '../server/core/clock/days.ts'
import type { Ctx } from '../server/core/context/context.ts'
import { listPeople } from '../server/features/appraisals/people-queries.ts'
import { findRound } from '../server/features/appraisals/queries.ts'
import {
  noteMutual,
  openBallot,
  openRound,
  writeSelfFor,
} from '../server/features/appraisals/round-commands.ts'
import type { Verdict } from '../server/features/appraisals/rules.ts'
import { proposeGrades, takeAppraisalStep } from '../server/features/appraisals/verdict-commands.ts'
import { recordCount, takeAssessmentStep } from '../server/features/assessments/counting-commands.ts'
import { recordTalk } from '../server/features/talks/commands.ts'
import { listPeople as listTalking } from '../server/features/talks/queries.ts'
import { at } from './days.ts'
import { anew, type Ground, orgOf } from './ground.ts'
import { homeBranch, linxi } from './places.ts'
import type { Step } from './schedule.ts'

const home = `${linxi.key}/${homeBranch}`
const secretary = `secretary/${home}`

const selves = [
  '按时参加组织生活，交党费没有拖过。学习还不够，手机上的文章看得少。',
  '包的三户都去过，秋收时帮周家收了两天稻。开会发言少，明年改。',
  '巡河每周一次，看到垃圾就捡。脾气急，和邻居争过一回，已经说开了。',
]

/** The sheets of everybody, one spoilt; most are good, and who is not decided by place. */
async function count(ctx: Ctx, roundId: string): Promise<void> {
  const round = await findRound(ctx, roundId)
  if (!round?.ballot_id) throw new Error('the demonstration has no ballot')
  const people = (await listPeople(ctx, roundId)).filter((one) => one.excused === null)
  const valid = people.length - 1
  const rows = people.map(({ member_id: memberId }, i) => {
    const [fair, passing] = [2 + ((i * 7) % 5), i % 11 === 6 ? 2 : 0]
    return { memberId, counts: [[valid - fair - passing, fair, passing, 0]] }
  })
  const tellerIds = people.slice(3, 5).map((one) => one.member_id)
  const sheets = { issued: people.length, returned: people.length, invalid: 1 }
  await recordCount(ctx, round.ballot_id, { ...sheets, tellerIds, rows, note: null })
}

async function confirmCount(ctx: Ctx, roundId: string): Promise<void> {
  const round = await findRound(ctx, roundId)
  if (round?.ballot_id) await takeAssessmentStep(ctx, round.ballot_id, { step: 'confirm', note: null })
}

/** Every fifth outstanding, below the third; one fair; one who was away. */
async function propose(ctx: Ctx, roundId: string): Promise<void> {
  const people = (await listPeople(ctx, roundId)).filter((one) => one.excused === null)
  const rows = people.map(({ member_id: memberId }, i): Verdict => {
    const said: Record<number, [AppraisalGrade | null, string]> = {
      6: ['basic', '全年三次没有请假也没有来开会。'],
      8: [null, '评议那段时间在外地带孙子。'],
    }
    const [grade, reason] = said[i] ?? (i % 5 === 0 ? (['outstanding', '带头干，群众说好。'] as const) : [])
    return { memberId, grade: grade === undefined ? 'qualified' : grade, reason: reason ?? null }
  })
  await proposeGrades(ctx, roundId, { rows, note: null })
}

async function writeSome(ctx: Ctx, roundId: string): Promise<void> {
  const people = await listPeople(ctx, roundId)
  for (const [i, words] of selves.entries()) {
    const memberId = people[2 + i]?.member_id
    if (memberId) await writeSelfFor(anew(ctx), roundId, { memberId, words })
  }
}

const matters: readonly TalkMatter[] = ['thought', 'work', 'opinion', 'life']

/** One talk of the secretary: with each of the committee, and with a few members; some are left to be talked with. */
async function talk(ctx: Ctx, orgId: number, { nth, day }: { nth: number; day: string }): Promise<void> {
  const people = await listTalking(ctx, [orgId])
  const [first] = people.filter((one) => one.post === 'secretary')
  const others = [
    ...people.filter((one) => one.post === 'committee'),
    ...people.filter((one) => one.post === 'member').slice(0, 6),
  ]
  const other = others[nth]
  if (!first || !other) return
  const two = { oneId: first.memberId, otherId: other.memberId, day }
  const words = nth === 0 ? '村口的路先修东边，占地的两家他去说。' : null
  await recordTalk(anew(ctx), orgId, { ...two, matter: matters[nth % 4] ?? 'work', words })
}

/** Every sixth evening one, written down on the day after. */
function talksOf(orgId: number, today: string): Step[] {
  return Array.from({ length: 9 }, (_, nth) => {
    const day = addDays(today, -5 - nth * 6)
    return {
      at: at(addDays(day, 1), '20:50'),
      by: secretary,
      run: (ctx) => talk(ctx, orgId, { nth, day }),
    }
  })
}

/**
 * The home branch's appraisal of the year before, confirmed by the township; this year's, which is written; and talks of
 * its secretary.
 */
export function appraisedSteps(ground: Ground, today: string): Step[] {
  const { orgId } = orgOf(ground, home)
  const year = Number(today.slice(0, 4))
  const [last, now] = [{ id: '' }, { id: '' }]
  const begin = (of: number, held: { id: string }) => async (ctx: Ctx) => {
    const own = anew(ctx)
    held.id = own.requestId
    await openRound(own, orgId, of)
    await writeSome(own, held.id)
  }
  const on = (day: string, hour: string) => at(`${year - 1}-12-${day}`, hour)
  const steps: Step[] = [
    { at: on('01', '19:00'), by: secretary, run: begin(year - 1, last) },
    {
      at: on('18', '20:00'),
      by: secretary,
      run: async (ctx) => {
        await noteMutual(anew(ctx), last.id, `${year - 1}-12-18`)
        await openBallot(anew(ctx), last.id, 'paper')
        await count(anew(ctx), last.id)
      },
    },
    { at: on('19', '08:40'), by: `deputy/${home}`, run: (ctx) => confirmCount(ctx, last.id) },
    { at: on('22', '19:30'), by: secretary, run: (ctx) => propose(ctx, last.id) },
    {
      at: on('26', '10:10'),
      by: 'township-officer',
      run: async (ctx) => void (await takeAppraisalStep(ctx, last.id, { step: 'confirm', note: null })),
    },
    { at: at(addDays(today, -3), '19:20'), by: secretary, run: begin(year, now) },
    ...talksOf(orgId, today),
  ]
  return steps.toSorted((a, b) => a.at.getTime() - b.at.getTime())
}
