import type { TemplateTerms } from '../../../contract/plans.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { placeOf } from '../organisations/commands.ts'
import { demandEntry } from './rules.ts'
import * as q from './template-queries.ts'

function demandTerms({ entries, stages, year }: TemplateTerms): void {
  entries.forEach((entry, i) => {
    demandEntry(entry, year, `body.entries.${i}`)
  })
  stages.forEach(({ from, to }, i) => {
    const isIn = from <= to && from.startsWith(`${year}-`) && to.startsWith(`${year}-`)
    demand(isIn, 'input.invalid', {
      field: `body.stages.${i}.to`,
      message: `阶段要在 ${year} 年里，先开始再结束。`,
    })
  })
}

/** A draft that only those see who may write it. */
export async function draftTemplate(
  ctx: Ctx,
  { orgId, ...terms }: TemplateTerms & { orgId: number },
): Promise<string> {
  demandMay(ctx.actor, 'requirements.write', await placeOf(ctx, orgId))
  demandTerms(terms)
  await q.insertTemplate(ctx, ctx.requestId, orgId, terms)
  const target = { kind: 'plan-template', id: ctx.requestId }
  ctx.audit({ action: 'plan-template.drafted', target, orgId, detail: { year: terms.year } })
  return ctx.requestId
}

/** Published ones are read in the reach of their organisation; drafts by those who may write there. */
export async function loadTemplate(ctx: Ctx, templateId: string): Promise<q.TemplateRecord> {
  const row = await q.findTemplate(ctx, templateId)
  demand(row, 'not-found')
  const { path } = row
  const isNear = ctx.actor.grants.some(({ orgPath }) => orgPath.startsWith(path) || path.startsWith(orgPath))
  demand(isNear && (row.state !== 'draft' || may(ctx.actor, 'requirements.write', { path })), 'not-found')
  return row
}

async function loadForWrite(ctx: Ctx, templateId: string): Promise<q.TemplateRecord> {
  await q.lockTemplate(ctx, templateId)
  const row = await loadTemplate(ctx, templateId)
  demand(may(ctx.actor, 'requirements.write', { path: row.path }), 'access.denied')
  return row
}

function demandDraft(row: q.TemplateRecord, version: number): void {
  demand(row.state === 'draft', 'state.wrong', {
    message: '这个样板发布过了，不能再改；要改请收回，再做一个。',
  })
  demand(row.version === version, 'version.stale', { details: { version: row.version } })
}

export async function changeTemplate(
  ctx: Ctx,
  templateId: string,
  { version, ...terms }: TemplateTerms & { version: number },
): Promise<number> {
  const row = await loadForWrite(ctx, templateId)
  demandDraft(row, version)
  demandTerms(terms)
  await q.updateTemplate(ctx, templateId, terms)
  ctx.audit({
    action: 'plan-template.changed',
    target: { kind: 'plan-template', id: templateId },
    orgId: row.org_id,
  })
  return version + 1
}

export async function publishTemplate(ctx: Ctx, templateId: string, version: number): Promise<number> {
  const row = await loadForWrite(ctx, templateId)
  demandDraft(row, version)
  await q.markPublished(ctx, templateId)
  ctx.audit({
    action: 'plan-template.published',
    target: { kind: 'plan-template', id: templateId },
    orgId: row.org_id,
  })
  return version + 1
}

/** No new plan is made from it. */
export async function withdrawTemplate(ctx: Ctx, templateId: string, reason: string): Promise<number> {
  const row = await loadForWrite(ctx, templateId)
  demand(row.state === 'published', 'state.wrong', {
    message: row.state === 'draft' ? '这个样板还没有发布。' : '这个样板已经收回了。',
  })
  await q.markWithdrawn(ctx, templateId, reason)
  ctx.audit({
    action: 'plan-template.withdrawn',
    target: { kind: 'plan-template', id: templateId },
    orgId: row.org_id,
  })
  return row.version + 1
}
