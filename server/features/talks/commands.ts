import type { TalkPair } from '../../../contract/talk-pairs.ts'
import type { Ctx } from '../../core/context/context.ts'
import { inScope, may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { placeOf } from '../organisations/commands.ts'
import * as q from './queries.ts'
import { countPairs, type Held, type PairYear, type Person, pairOf, yearRecordId } from './rules.ts'
import { isAsked, listComplete } from './standing-queries.ts'
import { insertWords } from './words-queries.ts'

export type TalkWish = Omit<q.NewTalk, 'orgId' | 'pair'> & { words: string | null }

const yearOf = (day: string) => Number(day.slice(0, 4))

/** By one of the two, or by who holds talks in the branch. Errors: not-found, access.denied, input.invalid, conflict.duplicate. */
export async function recordTalk(ctx: Ctx, orgId: number, wish: TalkWish): Promise<TalkPair> {
  const place = await placeOf(ctx, orgId)
  demand(place && inScope(ctx.actor, place), 'not-found')
  const { oneId, otherId, day, words } = wish
  const isOwn = ctx.actor.memberId !== null && [oneId, otherId].includes(ctx.actor.memberId)
  demand(isOwn || may(ctx.actor, 'talks.hold', place), 'access.denied')
  demand(oneId !== otherId, 'input.invalid', { field: 'body.otherId', message: '请选另一位同志。' })
  demandDay(ctx, day)
  await q.lockYear(ctx, orgId, yearOf(day))
  const people = await q.listPeople(ctx, [orgId])
  const find = (id: string, field: string): Person => {
    const person = people.find((one) => one.memberId === id)
    demand(person, 'not-found', { field, message: '这位同志不在本支部的名册里。' })
    return person
  }
  const pair = pairOf(find(oneId, 'body.oneId').post, find(otherId, 'body.otherId').post)
  const talk = { ...wish, orgId, pair }
  demand(!(await q.hasSuchOne(ctx, talk)), 'conflict.duplicate', {
    field: 'body.day',
    message: '这两位同志这一天的谈心已经记了，没有再记一次。',
  })
  await q.insertTalk(ctx, talk)
  if (words) await insertWords(ctx, talk, words)
  const source = { kind: 'pair-talk', id: ctx.requestId }
  // Whom it is about stands in no fact and in no log: only that one was held.
  ctx.facts.record({ factId: newId(), kind: 'talk', day, memberId: null, orgId, attrs: { pair }, source })
  ctx.audit({ action: 'pair-talk.recorded', target: source, orgId })
  await settleYear(ctx, orgId, yearOf(day))
  return pair
}

function demandDay(ctx: Ctx, day: string): void {
  demand(day <= ctx.today && yearOf(day) >= yearOf(ctx.today) - 1, 'input.invalid', {
    field: 'body.day',
    message: '请写谈心的那一天：今年或者去年的，不能是以后的日子。',
  })
}

/** By who wrote it down. Errors: not-found (for who may not know of it), access.denied, state.wrong. */
export async function takeBack(ctx: Ctx, talkId: string, reason: string): Promise<void> {
  const [seen] = await q.listTalks(ctx, { talkId })
  demand(seen, 'not-found')
  await q.lockYear(ctx, seen.org_id, yearOf(seen.day))
  const [row] = await q.listTalks(ctx, { talkId })
  const { memberId, accountId } = ctx.actor
  const isOfTwo = memberId !== null && row !== undefined && [row.one_id, row.other_id].includes(memberId)
  demand(row && (isOfTwo || row.recorded_by === accountId || may(ctx.actor, 'talks.read', row)), 'not-found')
  demand(row.recorded_by === accountId, 'access.denied', { message: '这一次请记的人来收回。' })
  demand(row.ended_at === null, 'state.wrong', { message: '已经收回了。' })
  await q.endTalk(ctx, talkId, reason)
  ctx.facts.replace({ sourceId: talkId, reason, wanted: [] })
  ctx.audit({
    action: 'pair-talk.taken-back',
    target: { kind: 'pair-talk', id: talkId },
    orgId: row.org_id,
  })
  await settleYear(ctx, row.org_id, yearOf(row.day))
}

/** How a branch's year stands, by pair type, at this moment. */
export async function loadPairs(ctx: Ctx, orgId: number, year: number): Promise<PairYear[]> {
  return countPairs(await q.listPeople(ctx, [orgId]), await q.listHeld(ctx, [orgId], year), year)
}

type Year = { orgId: number; year: number }

/** What the record of a pair type's year says from now on: that nobody is left who owes one, or nothing. */
function settle(ctx: Ctx, { orgId, year }: Year, { pair, completeOn: day }: PairYear): void {
  const sourceId = yearRecordId({ county: ctx.county, orgId, year, pair })
  const source = { kind: 'pair-talks', id: sourceId }
  const fact = { factId: newId(), kind: 'talks-complete' as const, memberId: null, orgId, source }
  const wanted = day === null ? [] : [{ ...fact, day, attrs: { pair } }]
  ctx.facts.replace({ sourceId, reason: '谈心谈话或者名册变了', wanted })
}

async function settleYear(ctx: Ctx, orgId: number, year: number): Promise<void> {
  for (const one of await loadPairs(ctx, orgId, year)) settle(ctx, { orgId, year }, one)
}

function byOrg<T extends { orgId: number }>(rows: readonly T[]): Map<number, T[]> {
  const held = new Map<number, T[]>()
  for (const row of rows) {
    const of = held.get(row.orgId)
    if (of) of.push(row)
    else held.set(row.orgId, [row])
  }
  return held
}

/**
 * The clock's work: who joined, left or took an office since changes who owes. Needs the whole county in scope; answers
 * how many records changed.
 */
export async function settleTalks(ctx: Ctx): Promise<number> {
  if (!(await isAsked(ctx))) return 0
  const year = yearOf(ctx.today)
  const people = byOrg(await q.listPeople(ctx, 'all'))
  const held = byOrg<Held & { orgId: number }>(await q.listHeld(ctx, 'all', year))
  const complete = await listComplete(ctx, year)
  let changed = 0
  for (const [orgId, of] of people) {
    for (const one of countPairs(of, held.get(orgId) ?? [], year)) {
      const id = yearRecordId({ county: ctx.county, orgId, year, pair: one.pair })
      if ((complete.get(id) ?? null) === one.completeOn) continue
      settle(ctx, { orgId, year }, one)
      changed += 1
    }
  }
  return changed
}
