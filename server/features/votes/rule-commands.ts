import {
  type ElectionTerms,
  type MeetingTerms,
  type RuleBody,
  type RuleKind,
  votingKinds,
} from '../../../contract/quorum.ts'
import { readyElectionRule, readyMeetingRules } from '../../../contract/quorum-templates.ts'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { placeOf } from '../organisations/commands.ts'
import * as q from './rule-queries.ts'

export type InForce = {
  kind: RuleKind
  terms: MeetingTerms | ElectionTerms
  source: string
  row: q.RuleRow | null
}

const shipped: readonly InForce[] = [
  ...votingKinds.map((kind) => ({ kind, ...readyMeetingRules[kind], row: null })),
  { kind: 'election', ...readyElectionRule, row: null },
]

/** What counts at an organisation on a day, a line for every kind: the nearest rule, else the one that is shipped. */
export async function rulesInForce(ctx: Ctx, path: string, day: string): Promise<InForce[]> {
  const rows = await q.listInForce(ctx, path, day)
  return shipped.map((ready) => {
    const row = rows.findLast((one) => one.kind === ready.kind)
    return row ? { kind: ready.kind, terms: row.terms as MeetingTerms, source: row.source, row } : ready
  })
}

export async function meetingRule(ctx: Ctx, path: string, kind: string, day: string) {
  const rule = (await rulesInForce(ctx, path, day)).find((one) => one.kind === kind && kind !== 'election')
  return rule && { terms: rule.terms, source: rule.source }
}

export async function electionRule(ctx: Ctx, path: string, day: string) {
  const rule = (await rulesInForce(ctx, path, day)).find((one) => one.kind === 'election')
  return {
    terms: (rule ?? readyElectionRule).terms as ElectionTerms,
    source: (rule ?? readyElectionRule).source,
  }
}

/** Errors: not-found, access.denied, conflict.duplicate (one of the kind begins on that very day). */
export async function declareRule(
  ctx: Ctx,
  orgId: number,
  { rule, from }: { rule: RuleBody; from: string },
): Promise<void> {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'requirements.write', place)
  const kind = rule.kind === 'election' ? 'election' : rule.of
  const same = await q.hasRule(ctx, { orgId, kind, from })
  demand(!same, 'conflict.duplicate', {
    field: 'body.from',
    message: '这一天已经有一条了，换一天，或者先停掉那条。',
  })
  await q.insertRule(ctx, { orgId, kind, terms: rule.terms, source: rule.source, from })
  const target = { kind: 'meeting-rule', id: ctx.requestId }
  ctx.audit({ action: 'meeting-rule.declared', target, orgId, detail: { of: kind, from } })
}

export async function endRule(
  ctx: Ctx,
  ruleId: string,
  wish: { lastDay: string; reason: string },
): Promise<void> {
  const row = await q.findRule(ctx, ruleId)
  const place = row && { orgId: row.org_id, path: row.path }
  demandMay(ctx.actor, 'requirements.write', place)
  demand(row, 'not-found')
  demand(wish.lastDay >= addDays(row.valid_from, -1), 'input.invalid', {
    field: 'body.lastDay',
    message: '停的日子在开始的日子以前。',
  })
  demand(await q.markEnded(ctx, ruleId, wish.lastDay, wish.reason), 'state.wrong', {
    message: '这一条已经停了。',
  })
  const target = { kind: 'meeting-rule', id: ruleId }
  ctx.audit({ action: 'meeting-rule.ended', target, orgId: row.org_id, detail: { to: wish.lastDay } })
}
