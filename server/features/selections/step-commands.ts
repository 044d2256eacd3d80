import { randomBytes } from 'node:crypto'
import type { SelectionState } from '../../../contract/selections.ts'
import { loadCalendar } from '../../core/clock/calendar-days.ts'
import { deadline } from '../../core/clock/working-days.ts'
import { concernedAmong } from '../../core/context/concern.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { takeStep } from '../../core/procedure/run.ts'
import { closeWindow, openWindow } from '../objections/commands.ts'
import * as candidates from './candidate-queries.ts'
import { guardList } from './deciding-commands.ts'
import { selectionProcedure, staysAfter } from './procedure.ts'
import { lockSelection } from './selection.ts'
import * as snapshots from './snapshot-queries.ts'

export type StepName = 'close' | 'reopen' | 'publish' | 'return' | 'recall' | 'cancel'
type Taken = { state: SelectionState; address: string | null; closesOn: string | null }

/** Errors: not-found, access.denied (also the second of two people, and a candidate), state.wrong, input.invalid. */
export async function takeSelectionStep(
  ctx: Ctx,
  selectionId: string,
  { step, note }: { step: StepName; note: string | null },
): Promise<Taken> {
  const { row } = await lockSelection(ctx, selectionId)
  const all = await candidates.listCandidateRows(ctx, { selectionId })
  const standing = all.filter((one) => !one.withdrawn_at)
  const concerned = concernedAmong(
    ctx.actor,
    standing.map((one) => one.member_id),
  )
  const { procedure_id: procedureId, path } = row
  const taking = { procedureId, place: { path }, step, note, concerned }
  const { state, dueOn } = await takeStep(ctx, selectionProcedure, taking)
  if (step === 'close') {
    demand(standing.length > 0, 'state.wrong', {
      message: '还没有人被提名。可以等一等，或者取消这次评选。',
    })
  }
  if (step === 'reopen') await candidates.clearOutcome(ctx, selectionId)
  if (step === 'return' || step === 'recall' || step === 'cancel') await takeDown(ctx, selectionId)
  const address = step === 'publish' && dueOn ? await publish(ctx, selectionId, dueOn) : null
  return { state: state as SelectionState, address, closesOn: address ? dueOn : null }
}

/** Puts the list before the public as it was reviewed, at an address that nobody can guess. */
async function publish(ctx: Ctx, selectionId: string, closesOn: string): Promise<string> {
  const list = await snapshots.findList(ctx, selectionId)
  demand(list, 'not-found')
  guardList(ctx, list.snapshot)
  const address = randomBytes(16).toString('base64url')
  const expiresOn = deadline(closesOn, staysAfter, await loadCalendar(ctx))
  const reviewerName = ctx.actor.name
  await snapshots.markPublished(ctx, list.list_id, { reviewerName, address, closesOn, expiresOn })
  await openWindow(ctx, list.list_id, { address, closesOn })
  return address
}

/** The page is gone with this request; the next result has a list and an address of its own. */
async function takeDown(ctx: Ctx, selectionId: string): Promise<void> {
  const list = await snapshots.findList(ctx, selectionId)
  if (!list) return
  await snapshots.markListWithdrawn(ctx, list.list_id)
  await closeWindow(ctx, list.list_id)
}
