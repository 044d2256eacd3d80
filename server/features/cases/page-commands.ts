import { randomBytes } from 'node:crypto'
import { caseKindLabels } from '../../../contract/case-words.ts'
import { todayIn } from '../../core/clock/today.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { listHistory } from '../../core/procedure/run.ts'
import { placeOf } from '../organisations/commands.ts'
import * as pages from './page-queries.ts'
import { homeOf } from './policy.ts'
import { caseTables } from './procedures.ts'
import * as q from './queries.ts'
import { casePath, doorPath } from './rules.ts'

export const newAddress = (): string => randomBytes(16).toString('base64url')

/** What has changed in a case shows on its own page and on the wall of its place. */
export async function followOnPages(ctx: Ctx, caseId: string): Promise<void> {
  const row = await q.findCase(ctx, caseId)
  if (!row) return
  if (row.address) await pages.updatePage(ctx, caseId, await showOf(ctx, row), asksOf(row))
  if (row.kind === 'wish' && row.published_on)
    await pages.saveWall(ctx, row.org_id, await pages.listWall(ctx, row.org_id))
}

function asksOf(row: q.CaseRow): boolean {
  return caseTables[row.kind].states[row.state]?.asksRaiser ?? false
}

/** Labels and days, the result as it was written for who raised it; no name of anybody. */
async function showOf(ctx: Ctx, row: q.CaseRow): Promise<pages.ShownCase> {
  const table = caseTables[row.kind]
  const history = (await listHistory(ctx, [row.procedure_id])).get(row.procedure_id) ?? []
  return {
    orgName: row.org_name,
    no: row.case_no,
    kindLabel: caseKindLabels[row.kind],
    body: row.body,
    stateLabel: table.states[row.state]?.label ?? row.state,
    result: row.result,
    course: history.map(({ toState, takenAt }) => ({
      label: table.states[toState]?.label ?? toState,
      day: todayIn(takenAt),
    })),
  }
}

export async function addPage(
  ctx: Ctx,
  caseId: string,
  { address, isLocated }: { address: string; isLocated: boolean },
): Promise<void> {
  const row = await q.findCase(ctx, caseId)
  demand(row, 'not-found')
  const shown = await showOf(ctx, row)
  await pages.insertPage(ctx, { caseId, orgId: row.org_id, address, shown, asks: asksOf(row) }, { isLocated })
}

/** An address for who called or came; the same however often it is asked for. */
export async function giveCasePage(ctx: Ctx, caseId: string): Promise<string> {
  await q.lockCase(ctx, caseId)
  const row = await q.findCase(ctx, caseId)
  demandMay(ctx.actor, 'cases.record', row && homeOf(row))
  demand(row, 'not-found')
  if (row.address) return casePath(row.address)
  const address = newAddress()
  await addPage(ctx, caseId, { address, isLocated: false })
  const target = { kind: 'case', id: caseId }
  ctx.audit({ action: 'case.page-given', target, orgId: row.org_id })
  return casePath(address)
}

export async function openCaseDoor(ctx: Ctx, orgId: number): Promise<string> {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'cases.handle', place)
  const standing = await pages.findDoor(ctx, { orgId })
  if (standing) return doorPath(standing.address)
  const address = newAddress()
  const wall = await pages.listWall(ctx, orgId)
  await pages.insertDoor(ctx, { orgId, orgName: place.name, address, wall })
  ctx.audit({ action: 'case.door-opened', target: { kind: 'organisation', id: orgId }, orgId })
  return doorPath(address)
}
