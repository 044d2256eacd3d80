import { randomBytes } from 'node:crypto'
import type { BoardPeriod, BoardSnapshot } from '../../../contract/boards.ts'
import { loadCalendar } from '../../core/clock/calendar-days.ts'
import { deadline } from '../../core/clock/working-days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, may, type Place } from '../../core/context/may.ts'
import { demand, Problem } from '../../core/errors/problem.ts'
import { findPersonalNumbers } from '../../core/guard/find-personal-numbers.ts'
import { newId } from '../../core/ids.ts'
import { openProcedure, takeStep, takeStepForAll } from '../../core/procedure/run.ts'
import { closeWindow, drawUpWindow, openWindow } from '../objections/commands.ts'
import { placeOf } from '../organisations/commands.ts'
import { loadSheet } from './board.ts'
import { hasFrozen } from './freeze-queries.ts'
import { publicationProcedure, staysAfter } from './procedure.ts'
import * as publications from './publication-queries.ts'
import * as q from './queries.ts'
import { describePeriod, periodOf, shortPeriod } from './rules.ts'
import { buildSnapshot, type RowSubject, sayFinding, textsOf } from './snapshot.ts'
import * as snapshots from './snapshot-queries.ts'

type Wording = { title?: string | undefined; contact?: BoardSnapshot['contact'] | undefined }

/** Errors: not-found, access.denied, input.invalid (also what the guard finds), conflict.duplicate. */
export async function preparePublication(
  ctx: Ctx,
  { orgId, from, to, ...wording }: Wording & { orgId: number; from: string; to: string },
): Promise<{ publicationId: string; dueOn: string | null }> {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'boards.prepare', place)
  const period = periodOf({ from, to }, ctx.today)
  await publications.lockOrg(ctx, orgId)
  demand(!(await publications.hasLivingOne(ctx, orgId, period)), 'conflict.duplicate', {
    message: `${period.label}的榜已经在办了。要改，请先撤回那一张。`,
  })
  const { snapshot, subjects } = await drawUp(ctx, place, period, wording)
  const publicationId = ctx.requestId
  const procedureId = newId()
  const opening = { procedureId, subjectId: publicationId, orgId, memberId: null }
  const { dueOn } = await openProcedure(ctx, publicationProcedure, opening)
  await publications.insertPublication(ctx, { publicationId, orgId, procedureId, snapshot })
  await drawUpWindow(ctx, windowOf(publicationId, orgId, snapshot), subjects)
  return { publicationId, dueOn }
}

/** The list drawn up anew after it was sent back: by whoever may prepare, to be reviewed by somebody else. */
export async function prepareAgain(
  ctx: Ctx,
  publicationId: string,
  wording: Wording,
): Promise<{ publicationId: string; dueOn: string | null }> {
  const row = await findInScope(ctx, publicationId)
  const { dueOn } = await take(ctx, row, 'again')
  const period = {
    from: row.period_from,
    to: row.period_to,
    label: describePeriod(row.period_from, row.period_to),
  }
  const place = { orgId: row.org_id, path: row.path }
  const worded = { ...wording, title: wording.title ?? row.title }
  const { snapshot, subjects } = await drawUp(ctx, place, period, worded)
  await publications.updatePublication(ctx, publicationId, { title: snapshot.title, snapshot })
  await drawUpWindow(ctx, windowOf(publicationId, row.org_id, snapshot), subjects)
  return { publicationId, dueOn }
}

/** Puts the list before the public as it was prepared, at an address that nobody can guess. */
export async function publish(ctx: Ctx, publicationId: string) {
  const row = await findInScope(ctx, publicationId)
  const { dueOn: closesOn } = await take(ctx, row, 'publish')
  const snapshot = await snapshots.findSnapshot(ctx, publicationId)
  demand(snapshot && closesOn, 'not-found')
  guard(ctx, snapshot)
  const address = randomBytes(16).toString('base64url')
  const expiresOn = deadline(closesOn, staysAfter, await loadCalendar(ctx))
  const reviewerName = ctx.actor.name
  await publications.updatePublication(ctx, publicationId, { reviewerName, address, closesOn, expiresOn })
  await publications.insertAddress(ctx, { address, publicationId, expiresOn })
  await openWindow(ctx, publicationId, { address, closesOn })
  return { publicationId, address, closesOn, expiresOn }
}

export async function sendBack(ctx: Ctx, publicationId: string, note: string): Promise<void> {
  await take(ctx, await findInScope(ctx, publicationId), 'return', note)
}

/** The page is gone with this request; the address is never used again. A list that has closed its period stands. */
export async function withdraw(ctx: Ctx, publicationId: string, note: string): Promise<void> {
  demand(!(await hasFrozen(ctx, publicationId)), 'state.wrong', {
    message: '这一期已经封存，榜不能再撤。要改，请更正原记录，差额记到下一期。',
  })
  await take(ctx, await findInScope(ctx, publicationId), 'withdraw', note)
  await publications.updatePublication(ctx, publicationId, 'withdrawn')
  await closeWindow(ctx, publicationId)
}

/** What the clock does, once a day, by the system: ends the publications whose days are over, takes down the old. */
export async function closeDuePublications(ctx: Ctx): Promise<{ ended: number; expired: number }> {
  const ended = await publications.listOverdue(ctx, 'closes_on', 'published')
  await takeStepForAll(ctx, publicationProcedure, placesOf(ended), { step: 'end' })
  const expired = await publications.listOverdue(ctx, 'expires_on', 'ended')
  await takeStepForAll(ctx, publicationProcedure, placesOf(expired), { step: 'expire' })
  return { ended: ended.length, expired: expired.length }
}

function placesOf(rows: readonly { procedureId: string; path: string }[]): Map<string, { path: string }> {
  return new Map(rows.map(({ procedureId, path }) => [procedureId, { path }]))
}

function windowOf(windowId: string, orgId: number, { title, period }: BoardSnapshot) {
  return {
    windowId,
    orgId,
    title: `${title}（${shortPeriod(period.label)}）`,
    from: period.from,
    to: period.to,
    page: `/publications/${windowId}`,
  }
}

async function findInScope(ctx: Ctx, publicationId: string): Promise<publications.PublicationRow> {
  const paths = ctx.actor.grants.map((grant) => grant.orgPath)
  const [row] = await publications.listPublicationRows(ctx, { paths, publicationId, limit: 1, offset: 0 })
  demand(row, 'not-found')
  return row
}

function take(ctx: Ctx, row: publications.PublicationRow, step: string, note: string | null = null) {
  const { procedure_id: procedureId, path } = row
  return takeStep(ctx, publicationProcedure, { procedureId, place: { path }, step, note })
}

/** The list as it is now, refused if it holds nobody, names nobody may see here, or somebody's numbers. */
export async function drawUp(
  ctx: Ctx,
  place: Place,
  period: BoardPeriod,
  wording: Wording,
): Promise<{ snapshot: BoardSnapshot; subjects: RowSubject[] }> {
  demand(may(ctx.actor, 'points.names', place), 'access.denied', {
    message: '有名字的榜只能由支部自己制表。',
  })
  const sheet = await loadSheet(ctx, place, period)
  demand(sheet.lines.length > 0, 'input.invalid', {
    field: 'body.orgId',
    message: '这个组织没有党员，没有榜可以公示。',
  })
  const entries = await q.listEntries(ctx, { orgId: place.orgId, from: period.from, to: period.to })
  const places = await q.listPlaces(ctx, place.path)
  const own = places.at(-1)
  const orgName = own?.name ?? ''
  const built = buildSnapshot(sheet, entries, {
    title: wording.title ?? `${orgName}党员积分公示`,
    orgName,
    placeName:
      (places.findLast((one) => one.kind === 'village' || one.kind === 'township') ?? own)?.short_name ?? '',
    period,
    asOf: ctx.today,
    contact: wording.contact ??
      (await snapshots.findLastContact(ctx, place.orgId)) ?? { place: '', hours: '', telephone: '' },
    preparedBy: ctx.actor.name,
  })
  guard(ctx, built.snapshot)
  return built
}

/** Blocks a list with an ID, phone or bank number in it: what is published cannot be taken back. */
function guard(ctx: Ctx, snapshot: BoardSnapshot): void {
  const options = { today: ctx.today, allowed: [snapshot.contact.telephone].filter(Boolean) }
  for (const { where, text } of textsOf(snapshot)) {
    const [found] = findPersonalNumbers(text, options)
    if (!found) continue
    throw new Problem('input.invalid', {
      message: sayFinding(where, found),
      details: { where, kind: found.kind, shown: found.shown },
    })
  }
}
