import { type TeachingSort, teachingKindLabels } from '../../../contract/teaching.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { placeOf } from '../organisations/commands.ts'
import { demandMayWrite } from './policy.ts'
import * as q from './teaching-queries.ts'

const taken = '已经有这个名字了，没有再加一次。'

function demandKind(sort: TeachingSort, kind: string): void {
  demand(Object.hasOwn(teachingKindLabels[sort], kind), 'input.invalid', {
    field: 'body.kind',
    message: '没有这一类，请刷新再选。',
  })
}

export async function addTeaching(
  ctx: Ctx,
  orgId: number,
  { sort, ...entry }: q.TeachingEntry & { sort: TeachingSort },
): Promise<void> {
  const place = await placeOf(ctx, orgId)
  demandMayWrite(ctx.actor, place)
  demandKind(sort, entry.kind)
  const added = await q.insertTeaching(ctx, { orgId, sort, ...entry })
  demand(added, 'conflict.duplicate', { field: 'body.name', message: taken })
  ctx.audit({ action: 'teaching.added', target: { kind: 'teaching', id: ctx.requestId }, orgId })
}

async function loadForWrite(ctx: Ctx, teachingId: string): Promise<q.TeachingRecord> {
  const row = await q.findTeaching(ctx, teachingId)
  demand(row, 'not-found')
  demandMayWrite(ctx.actor, { orgId: row.org_id, path: row.path })
  demand(row.ended_at === null, 'state.wrong', { message: '这一项已经停了。' })
  return row
}

export async function changeTeaching(ctx: Ctx, teachingId: string, entry: q.TeachingEntry): Promise<void> {
  const row = await loadForWrite(ctx, teachingId)
  demandKind(row.sort as TeachingSort, entry.kind)
  demand(!(await q.isTaken(ctx, row, entry.name)), 'conflict.duplicate', {
    field: 'body.name',
    message: taken,
  })
  await q.updateTeaching(ctx, teachingId, entry)
  const target = { kind: 'teaching', id: teachingId }
  ctx.audit({ action: 'teaching.changed', target, orgId: row.org_id })
}

export async function endTeaching(ctx: Ctx, teachingId: string, reason: string): Promise<void> {
  const row = await loadForWrite(ctx, teachingId)
  demand(await q.endTeaching(ctx, teachingId, reason), 'state.wrong', { message: '这一项已经停了。' })
  const target = { kind: 'teaching', id: teachingId }
  ctx.audit({ action: 'teaching.ended', target, orgId: row.org_id })
}
