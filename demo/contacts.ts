import type { ReviewStep } from '../contract/stage-reviews.ts'
import { addDays } from '../server/core/clock/days.ts'
import { linkLeader } from '../server/features/contact-leaders/link-commands.ts'
import { takeReviewStep } from '../server/features/contact-leaders/review-commands.ts'
import { at } from './days.ts'
import { anew, type Ground, orgOf, writeAs } from './ground.ts'
import { homeBranch, linxi } from './places.ts'

const home = `${linxi.key}/${homeBranch}`
const secretary = `secretary/${home}`
const leader = 'contact-leader'
const officer = 'township-officer'

/** Whom the township has linked: cadres of other villages look after two places here, the rest have nobody yet. */
const links = [
  { cadre: 'cadre/0', org: `${linxi.key}/上塘` },
  { cadre: 'cadre/1', org: `${linxi.key}/下塘` },
]

async function linkCadres(ground: Ground, day: string): Promise<void> {
  const to = `${Number(day.slice(0, 4)) + 1}-12-31`
  for (const { cadre, org } of links) {
    const accountId = ground.staff.get(cadre)?.accountId
    if (!accountId) throw new Error(`the demonstration has no ${cadre}`)
    await writeAs(ground, officer, at(day, '09:10'), (ctx) =>
      linkLeader(anew(ctx), orgOf(ground, org).orgId, { accountId, from: day, to, reason: '镇党委分工' }),
    )
  }
}

/** The branch's last recorded meeting before a day, and the next one that is planned. */
async function findMeetings(ground: Ground, today: string) {
  const { orgId } = orgOf(ground, home)
  const rows = await writeAs(ground, secretary, at(addDays(today, -1), '20:55'), (ctx) =>
    ctx.db
      .selectFrom('activities')
      .select(['activity_id', 'state', 'day'])
      .where('county_id', '=', ctx.county)
      .where('org_id', '=', orgId)
      .where('state', 'in', ['closed', 'planned'])
      .orderBy('day')
      .orderBy('activity_id')
      .execute(),
  )
  return {
    last: rows.findLast((row) => row.state === 'closed' && row.day < addDays(today, -1)),
    next: rows.find((row) => row.state === 'planned' && row.day > addDays(today, 3)),
  }
}

type Word = { by: string; when: Date; step: ReviewStep; note: string | null }

async function say(ground: Ground, activityId: string, words: readonly Word[]): Promise<void> {
  for (const { by, when, step, note } of words)
    await writeAs(ground, by, when, (ctx) => takeReviewStep(anew(ctx), activityId, { step, note }))
}

/** Leaders of a few places, one meeting with guidance and its answer, and one to come whose theme was talked over. */
export async function accompany(ground: Ground, today: string): Promise<void> {
  await linkCadres(ground, addDays(today, -30))
  const { last, next } = await findMeetings(ground, today)
  const before = (days: number, time: string) => at(addDays(today, -days), time)
  if (last) {
    await say(ground, last.activity_id, [
      { by: leader, when: before(1, '09:00'), step: 'attend', note: '到得齐，说得实在。' },
      {
        by: leader,
        when: before(1, '09:05'),
        step: 'guide',
        note: '定下的事没有写到人，请补上谁做、哪天做好。',
      },
      { by: secretary, when: before(1, '21:00'), step: 'answer', note: '补上了，三件事都写了人和日子。' },
    ])
  }
  if (next) {
    await say(ground, next.activity_id, [
      { by: leader, when: before(1, '09:20'), step: 'ask-change', note: '快到冬天了，加一段用电防火。' },
      { by: secretary, when: before(1, '21:10'), step: 'change', note: '加了，放在最后一刻钟。' },
    ])
  }
}
