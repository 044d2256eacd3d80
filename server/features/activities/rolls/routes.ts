import * as links from '../../../../contract/attend-links.ts'
import * as checkIns from '../../../../contract/check-ins.ts'
import * as guests from '../../../../contract/guests.ts'
import * as leaves from '../../../../contract/leaves.ts'
import * as makeUps from '../../../../contract/make-ups.ts'
import * as notes from '../../../../contract/roll-notes.ts'
import type { Ctx } from '../../../core/context/context.ts'
import { demandMay, may } from '../../../core/context/may.ts'
import { demand } from '../../../core/errors/problem.ts'
import { endpoint, type Route } from '../../../core/http/endpoint.ts'
import { findActivity } from '../list-queries.ts'
import { seesReason, viewOf } from '../policy.ts'
import { listOrgs, type Org } from '../queries.ts'
import { checkIn, openCheckIn, readCodes } from './check-in-commands.ts'
import { addGuest, removeGuest } from './guest-commands.ts'
import { askLeave, decideLeave, recordLeave, withdrawLeave } from './leave-commands.ts'
import { endAttendLink, makeAttendLink } from './link-commands.ts'
import { recordMakeUp, withdrawMakeUp } from './make-up-commands.ts'
import * as present from './note-present.ts'
import * as q from './note-queries.ts'

/** One activity as far as the reader may know of its roll, and whether the reader calls it. */
async function loadForRead(ctx: Ctx, activityId: string) {
  const row = await findActivity(ctx, activityId)
  demand(row, 'not-found')
  const places = await listOrgs(ctx, [row.org_id, ...row.branches])
  const view = viewOf(ctx.actor, { orgId: row.org_id, branches: row.branches, roll: row.roll }, places)
  const all = view.rows === 'all'
  const shown = { all, branchIds: view.rows === 'all' ? [] : view.rows.branchIds, ownId: view.ownId }
  const calls = may(ctx.actor, 'activities.write', places.get(row.org_id) as Org)
  return { row, places, view, shown, calls }
}
type Read = Awaited<ReturnType<typeof loadForRead>>

/** Is there still time to ask for leave, and to take one back? */
function isAhead(ctx: Ctx, { row }: Read): boolean {
  return row.state === 'planned' && row.day >= ctx.today
}

async function readLeaves(ctx: Ctx, read: Read) {
  const { row, places, shown, calls } = read
  const rows = await q.listLeaves(ctx, row.activity_id, shown)
  return rows.map((one) => {
    const { member_id: memberId, branch_id: branchId } = one
    const isOwn = memberId === ctx.actor.memberId
    const stands = one.state === 'asked' || one.state === 'granted'
    return present.presentLeave(one, seesReason(ctx.actor, { memberId, branchId }, row.org_id, places), {
      decide: calls && !isOwn && row.state === 'planned' && one.state === 'asked',
      withdraw: isAhead(ctx, read) && stands && (isOwn || calls),
    })
  })
}

function abilitiesOf(ctx: Ctx, read: Read, hasOwn: boolean) {
  const { row, view, calls } = read
  return {
    ask: isAhead(ctx, read) && view.ownId !== null && !hasOwn,
    recordLeave: calls && isAhead(ctx, read),
    makeUp: calls && row.state === 'closed',
    guests: calls && row.state !== 'cancelled',
    link: calls && isAhead(ctx, read),
    showCode: calls && row.state === 'planned' && row.day === ctx.today,
  }
}

const reading: Route[] = [
  endpoint(notes.getRollNotes, async (ctx, { params: { activityId } }) => {
    const read = await loadForRead(ctx, activityId)
    const { shown, view, calls } = read
    const all = await readLeaves(ctx, read)
    const made = await q.listMakeUps(ctx, activityId, shown)
    const own = all.filter((one) => one.memberId === ctx.actor.memberId)
    const hasOwn = own.some((one) => one.state === 'asked' || one.state === 'granted')
    return {
      activityId,
      leaves: all,
      makeUps: made.map((one) => present.presentMakeUp(one, calls)),
      guests: view.whole ? await q.listGuests(ctx, activityId) : [],
      links: calls
        ? (await q.listLinks(ctx, activityId)).map((one) => present.presentLink(one, ctx.today))
        : [],
      checkIns: calls ? (await q.listCheckIns(ctx, activityId)).map(present.presentCheckIn) : [],
      floating: calls ? await q.listFloating(ctx, activityId) : [],
      leaveReasons: present.leaveReasonChoices,
      abilities: abilitiesOf(ctx, read, hasOwn),
    }
  }),

  endpoint(checkIns.getCheckInCode, async (ctx, { params: { activityId } }) => {
    const { row, places } = await loadForRead(ctx, activityId)
    demandMay(ctx.actor, 'activities.write', places.get(row.org_id))
    const { codes, checkedIn } = await readCodes(ctx, activityId)
    return { activityId, title: row.title, codes, checkedIn, expected: row.roll.length }
  }),
]

const writing: Route[] = [
  endpoint(leaves.askLeave, (ctx, { params, body }) => askLeave(ctx, params.activityId, body)),
  endpoint(leaves.recordLeave, (ctx, { params, body }) => recordLeave(ctx, params.activityId, body)),
  endpoint(leaves.decideLeave, (ctx, { params, body }) => decideLeave(ctx, params.leaveId, body)),
  endpoint(leaves.withdrawLeave, (ctx, { params }) => withdrawLeave(ctx, params.leaveId)),
  endpoint(makeUps.recordMakeUp, (ctx, { params, body }) => recordMakeUp(ctx, params.activityId, body)),

  endpoint(makeUps.withdrawMakeUp, async (ctx, { params, body }) => {
    await withdrawMakeUp(ctx, params, body.reason)
    return params
  }),

  endpoint(guests.addGuest, async (ctx, { params, body }) => ({
    guestId: await addGuest(ctx, params.activityId, body),
  })),

  endpoint(guests.removeGuest, async (ctx, { params: { activityId, guestId } }) => {
    await removeGuest(ctx, activityId, guestId)
    return { guestId }
  }),

  endpoint(links.makeAttendLink, (ctx, { params, body }) =>
    makeAttendLink(ctx, params.activityId, body.memberId),
  ),

  endpoint(links.endAttendLink, async (ctx, { params: { linkId } }) => {
    await endAttendLink(ctx, linkId)
    return { linkId }
  }),

  endpoint(checkIns.openCheckIn, async (ctx, { params: { activityId } }) => {
    await openCheckIn(ctx, activityId)
    return { activityId }
  }),

  endpoint(checkIns.checkIn, async (ctx, { params: { activityId }, body }) => {
    const { at, visitor } = await checkIn(ctx, activityId, body)
    return { activityId, at: at.toISOString(), visitor }
  }),
]

export const rollRoutes: Route[] = [...reading, ...writing]
