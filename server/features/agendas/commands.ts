import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import type { AgendaTerms } from '../../../contract/agenda-items.ts'
import { agendaTopics, type TopicCode } from '../../../contract/agenda-topics.ts'
import type { Lacking, LeadRole, Segment, SegmentRow } from '../../../contract/segments.ts'
import type { Ctx } from '../../core/context/context.ts'
import { takeLock } from '../../core/context/take-lock.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { placeOf } from '../organisations/commands.ts'
import { demandMayWrite } from './policy.ts'
import * as q from './queries.ts'
import { type Agenda, findLacking, type Meeting, mergeAgenda, partsFor, proposedSegments } from './rules.ts'
import * as t from './teaching-queries.ts'

export type Declaring = {
  orgId: number
  reach: 'self' | 'below'
  kind: ActivityKind
  validFrom: string
  terms: AgendaTerms
}

/** From its day on it takes the place of what the same organisation asked of the kind. What was held stays as it was. */
export async function declareAgenda(ctx: Ctx, wish: Declaring): Promise<string> {
  const place = await placeOf(ctx, wish.orgId)
  demandMayWrite(ctx.actor, place)
  demand(wish.validFrom >= ctx.today, 'input.invalid', {
    field: 'body.validFrom',
    message: '从今天起才能换，办过的不再改。',
  })
  const { items, ...terms } = wish.terms
  const names = items.map((item) => `${item.kind} ${item.title}`)
  const twice = names.findIndex((name, at) => names.indexOf(name) < at)
  demand(twice === -1, 'input.invalid', {
    field: `body.terms.items.${twice}.title`,
    message: '这一项前面写过了。',
  })
  demand(!terms.opens || items[0]?.use === 'must', 'input.invalid', {
    field: 'body.terms.items.0.use',
    message: '第一议题要是必办的。',
  })
  const topics = items.map((item) => item.topic)
  const stray = await findStrayTopic(ctx, topics)
  demand(stray === -1, 'input.invalid', { field: `body.terms.items.${stray}.topic`, message: noSuch })
  // Of two who declare the same at once the second ends what the first has declared.
  await takeLock(ctx, { name: `agendas/${wish.orgId}`, way: 'to-change' })
  await q.replaceFrom(ctx, wish.orgId, wish.kind, wish.validFrom)
  await q.insertTemplate(ctx, {
    ...wish,
    templateId: ctx.requestId,
    terms,
    items: items.map((item) => ({ ...item, itemId: item.itemId ?? newId() })),
  })
  const target = { kind: 'agenda-template', id: ctx.requestId }
  ctx.audit({ action: 'agenda.declared', target, orgId: wish.orgId, detail: { from: wish.validFrom } })
  return ctx.requestId
}

export async function endAgenda(
  ctx: Ctx,
  templateId: string,
  { validTo, reason }: { validTo: string; reason: string },
): Promise<void> {
  const row = await q.findTemplate(ctx, templateId)
  demandMayWrite(ctx.actor, row && { orgId: row.org_id, path: row.path })
  if (!row) return
  demand(row.valid_to === null, 'state.wrong', { message: '这一份已经停了。' })
  demand(validTo >= ctx.today, 'input.invalid', {
    field: 'body.validTo',
    message: '停的日子不能早于今天，办过的不再改。',
  })
  const ended = await q.markEnded(ctx, templateId, { validTo, reason })
  demand(ended, 'state.wrong', { message: '这一份已经停了。' })
  const target = { kind: 'agenda-template', id: templateId }
  ctx.audit({ action: 'agenda.ended', target, orgId: row.org_id, detail: { to: validTo } })
}

/** What a meeting of this kind has to have there on that day, and by which templates. */
export async function agendaOf(
  ctx: Ctx,
  place: q.AgendaPlace,
  meeting: { kind: ActivityKind; day: string },
): Promise<Agenda & { names: string[] }> {
  const parts = await q.listParts(ctx, place, meeting)
  return { ...mergeAgenda(parts), names: parts.map((part) => part.name) }
}

const grantsOf: Partial<Record<LeadRole, readonly string[]>> = {
  secretary: ['branch-secretary', 'committee-secretary'],
  'resident-cadre': ['resident-cadre'],
}

/** A fresh agenda, whoever leads by office named as they hold it that day. */
export async function proposeSegments(
  ctx: Ctx,
  place: q.AgendaPlace,
  agenda: Agenda,
  day: string,
): Promise<Segment[]> {
  const segments = proposedSegments(agenda)
  if (!segments.some((one) => one.ledRole !== null && grantsOf[one.ledRole])) return segments
  const leaders = await q.listLeaders(ctx, place, day)
  const nameOf = (role: LeadRole) => leaders.find((one) => grantsOf[role]?.includes(one.role))?.name ?? null
  return segments.map((one) => ({
    ...one,
    ledBy: one.ledRole && (nameOf(one.ledRole)?.slice(0, 40) ?? null),
  }))
}

/**
 * For many meetings by one statement: whoever says nothing of the parts gets a fresh agenda, and of all it is told what
 * they lack. Who leads a year ahead is said by office, not by name.
 */
export async function fillMany(
  ctx: Ctx,
  meetings: readonly (Meeting & { segments: Segment[] })[],
): Promise<{ segments: Segment[]; lacking: Lacking[] }[]> {
  if (meetings.length === 0) return []
  const parts = await q.listPartsOf(ctx, [...new Set(meetings.map((one) => one.kind))])
  return meetings.map((meeting) => {
    const agenda = mergeAgenda(partsFor(parts, meeting))
    const segments = meeting.segments.length > 0 ? meeting.segments : proposedSegments(agenda)
    return { segments, lacking: findLacking(agenda, segments) }
  })
}

/** A topic that an organisation keeps; null for one of the product's, and for none. */
const own = (topic: string | null) => (topic !== null && !Object.hasOwn(agendaTopics, topic) ? topic : null)

/** Where the first stands that nobody keeps; -1: nowhere. */
async function findStrayTopic(ctx: Ctx, topics: readonly (string | null)[]): Promise<number> {
  const refs = topics.flatMap((topic) => own(topic) ?? [])
  const rows =
    refs.length > 0
      ? await t.listNamed(
          ctx,
          refs.filter((ref) => uuid.test(ref)),
        )
      : []
  const known = new Set(rows.filter((row) => row.sort === 'topic').map((row) => row.teaching_id))
  return topics.findIndex((topic) => own(topic) !== null && !known.has(topic ?? ''))
}

/** The ids of `teaching` that parts refer to. */
function refsOf(segments: readonly Segment[]): string[] {
  const refs = segments.flatMap((one) => [one.lecturerId, one.siteId, own(one.topic)])
  return [...new Set(refs.filter((ref) => ref !== null))]
}

const noSuch = '这一项已经没有了，请刷新再选。'
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Lecturers, sites and topics must be of the county; past ones may still be named. */
export async function demandSegments(ctx: Ctx, segments: readonly Segment[]): Promise<void> {
  const refs = refsOf(segments)
  if (refs.length === 0) return
  const rows = await t.listNamed(
    ctx,
    refs.filter((ref) => uuid.test(ref)),
  )
  const sorts = new Map(rows.map((row) => [row.teaching_id, row.sort]))
  segments.forEach((one, at) => {
    const field = (name: string) => `body.segments.${at}.${name}`
    const isGone = (ref: string | null, sort: string) => ref !== null && sorts.get(ref) !== sort
    const message = noSuch
    demand(!isGone(own(one.topic), 'topic'), 'input.invalid', { field: field('topic'), message })
    demand(!isGone(one.lecturerId, 'lecturer'), 'input.invalid', { field: field('lecturerId'), message })
    demand(!isGone(one.siteId, 'site'), 'input.invalid', { field: field('siteId'), message })
  })
}

/** What these parts do not have of what is asked there on that day. */
export async function lackingOf(
  ctx: Ctx,
  place: q.AgendaPlace,
  meeting: { kind: ActivityKind; day: string; segments: readonly Segment[] },
): Promise<Lacking[]> {
  return findLacking(await agendaOf(ctx, place, meeting), meeting.segments)
}

/** The words of topics, the product's and those that organisations keep. */
export async function labelTopics(ctx: Ctx, topics: readonly string[]): Promise<Map<string, string>> {
  const refs = topics.filter((topic) => uuid.test(topic))
  const rows = refs.length > 0 ? await t.listNamed(ctx, refs) : []
  const names = new Map(rows.map((row) => [row.teaching_id, row.name]))
  const labelOf = (topic: string) => agendaTopics[topic as TopicCode]?.label ?? names.get(topic) ?? topic
  return new Map(topics.map((topic) => [topic, labelOf(topic)]))
}

/** Parts with the names behind their references: one statement, and none where nothing is referred to. */
export async function nameSegments(ctx: Ctx, segments: readonly Segment[]): Promise<SegmentRow[]> {
  const refs = refsOf(segments).filter((ref) => uuid.test(ref))
  const rows = refs.length > 0 ? await t.listNamed(ctx, refs) : []
  const names = new Map(rows.map((row) => [row.teaching_id, row.name]))
  const nameOf = (ref: string | null) => (ref === null ? null : (names.get(ref) ?? null))
  return segments.map((one) => ({
    ...one,
    topicLabel: agendaTopics[one.topic as TopicCode]?.label ?? nameOf(one.topic),
    lecturerName: nameOf(one.lecturerId),
    siteName: nameOf(one.siteId),
  }))
}
