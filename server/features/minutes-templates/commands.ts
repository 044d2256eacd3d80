import type { Actor, Ctx } from '../../core/context/context.ts'
import { demandMay, mayAnywhere } from '../../core/context/may.ts'
import { demand, Problem } from '../../core/errors/problem.ts'
import { plainFileName } from '../../core/files/store.ts'
import type { UploadedFile } from '../../core/http/endpoint.ts'
import { placeOf } from '../organisations/commands.ts'
import { inspectTemplate } from './inspect.ts'
import * as q from './queries.ts'

/** What was found sound before the transaction began, by the bytes that were sent. */
const inspected = new WeakMap<Uint8Array, Uint8Array>()

/**
 * Reads a template while no transaction is open, for one who may set how minutes look somewhere. `tryOut` prints something
 * in it: what fails then would keep every branch below from its minutes once the template is in force.
 */
export async function inspectUpload(
  actor: Actor,
  { bytes }: UploadedFile,
  tryOut: (template: Uint8Array) => Promise<unknown>,
): Promise<void> {
  demand(mayAnywhere(actor, 'requirements.write'), 'access.denied')
  const clean = await inspectTemplate(bytes)
  await tryOut(clean).catch(() => {
    throw new Problem('input.unreadable', { message: unprintable })
  })
  inspected.set(bytes, clean)
}

const unprintable = '用这个模板印不出会议记录，没有收。请在 Word 或 WPS 里另存一份再传。'

/** Keeps a template to be tried. Answers its id. */
export async function keepTemplate(ctx: Ctx, orgId: number, file: UploadedFile): Promise<string> {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'requirements.write', place)
  const bytes = inspected.get(file.bytes)
  if (!bytes) throw new Error('a template is inspected before it is kept')
  const templateId = ctx.requestId
  await q.insertTemplate(ctx, { templateId, orgId, name: plainFileName(file.name), bytes })
  ctx.audit({
    action: 'minutes-template.uploaded',
    target: { kind: 'minutes-template', id: templateId },
    orgId,
  })
  return templateId
}

/** One of one's own place, for who may set it. Errors: not-found, access.denied. */
export async function loadOwnTemplate(ctx: Ctx, templateId: string) {
  const found = await q.findTemplate(ctx, templateId)
  demand(found, 'not-found')
  demandMay(ctx.actor, 'requirements.write', { orgId: found.org_id, path: found.path })
  return found
}

/** From now on minutes of the place and of those below it are printed in it. */
export async function enforceTemplate(ctx: Ctx, templateId: string): Promise<void> {
  const { org_id: orgId } = await loadOwnTemplate(ctx, templateId)
  await q.lockPlace(ctx, orgId)
  const { in_force: isInForce } = await loadOwnTemplate(ctx, templateId)
  demand(!isInForce, 'state.wrong', { message: '这份模板已经在用了。' })
  await q.endForce(ctx, orgId)
  await q.putInForce(ctx, templateId)
  ctx.audit({
    action: 'minutes-template.enforced',
    target: { kind: 'minutes-template', id: templateId },
    orgId,
  })
}

export async function withdrawTemplate(ctx: Ctx, templateId: string): Promise<void> {
  const { org_id: orgId } = await loadOwnTemplate(ctx, templateId)
  await q.lockPlace(ctx, orgId)
  const { in_force: isInForce } = await loadOwnTemplate(ctx, templateId)
  demand(isInForce, 'state.wrong', { message: '这份模板没有在用，不用停。' })
  await q.endForce(ctx, orgId)
  ctx.audit({
    action: 'minutes-template.withdrawn',
    target: { kind: 'minutes-template', id: templateId },
    orgId,
  })
}

/** The bytes of what is in force at a path; null: the layout of the product. */
export async function readInForce(ctx: Ctx, path: string): Promise<Buffer | null> {
  const found = await q.findInForce(ctx, path)
  return found ? q.readContent(ctx, found.template_id) : null
}
