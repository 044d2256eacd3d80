import { isDeepStrictEqual } from 'node:util'
import { factAttributes, organisationFactKinds } from '../../../contract/facts.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import type { FactDraft, FactReplacement } from '../../core/context/fact-list.ts'
import { demand } from '../../core/errors/problem.ts'
import {
  type FactRow,
  insertFacts,
  insertVoids,
  listStandingFacts,
  loadSnapshots,
  type Snapshot,
} from './queries.ts'

/** The first deriver: stores what the request recorded, with what decides about it frozen in. */
export async function storeFacts(ctx: Ctx): Promise<void> {
  await settleReplacements(ctx)
  const { drafts, voids } = ctx.facts
  if (drafts.length > 0) {
    const memberIds = [...new Set(drafts.flatMap((draft) => draft.memberId ?? []))]
    const snapshots = await loadSnapshots(ctx, memberIds)
    const rows = drafts.map((draft) => freeze(draft, snapshots))
    insertFacts(ctx, rows, accountOf(ctx))
  }
  if (voids.length > 0) {
    const rows = voids.map((one) => ({
      fact_id: one.factId,
      reason: one.reason,
      replaced_by: one.replacedBy ?? null,
    }))
    const stored = await insertVoids(ctx, rows, accountOf(ctx))
    demand(stored === voids.length, 'not-found')
  }
}

/** What would be frozen into a fact about this member that is recorded now: for saying beforehand what it would give. */
export async function describeMember(ctx: Ctx, memberId: string): Promise<Snapshot | undefined> {
  return (await loadSnapshots(ctx, [memberId])).get(memberId)
}

/** The same of many members, by one look-up. */
export function describeMembers(ctx: Ctx, memberIds: readonly string[]): Promise<Map<string, Snapshot>> {
  return loadSnapshots(ctx, memberIds)
}

function freeze(draft: FactDraft, snapshots: ReadonlyMap<string, Snapshot>): FactRow {
  const attrs = factAttributes[draft.kind].parse(draft.attrs)
  const row = {
    fact_id: draft.factId,
    kind: draft.kind,
    day: draft.day,
    quantity: draft.quantity ?? null,
    source_kind: draft.source.kind,
    source_id: draft.source.id,
  }
  if (organisationFactKinds.includes(draft.kind)) {
    if (draft.orgId === undefined) throw new Error(`a fact of kind ${draft.kind} is about an organisation`)
    return { ...row, member_id: null, org_id: draft.orgId, group_id: null, attrs }
  }
  const snapshot = draft.memberId ? snapshots.get(draft.memberId) : undefined
  demand(snapshot, 'not-found', { message: '名单里有一个人不在册，请刷新再试。' })
  return {
    ...row,
    member_id: snapshot.memberId,
    org_id: snapshot.orgId,
    group_id: snapshot.groupId,
    attrs: { ...attrs, who: snapshot.who },
  }
}

/** Turns the corrections of a request into voids and new facts, one look-up however many records they are of. */
async function settleReplacements(ctx: Ctx): Promise<void> {
  const { replacements } = ctx.facts
  if (replacements.length === 0) return
  const standing = await listStandingFacts(
    ctx,
    replacements.map((one) => one.sourceId),
  )
  for (const one of replacements) {
    settle(
      ctx,
      one,
      standing.filter((row) => row.source_id === one.sourceId),
    )
  }
}

/**
 * Makes the facts of one record what they should be now: what is unchanged stands untouched, what differs is
 * voided and recorded anew, what is gone is voided. A new fact takes the place of the old one of its kind about
 * the same member.
 */
function settle(ctx: Ctx, { wanted, reason }: FactReplacement, rows: readonly Standing[]): void {
  const standing = new Map(rows.map((row) => [keyOf(row.kind, row.member_id), row]))
  for (const draft of wanted) {
    const key = keyOf(draft.kind, draft.memberId)
    const old = standing.get(key)
    standing.delete(key)
    if (old && saysTheSame(old, draft)) continue
    ctx.facts.record(draft)
    if (old) ctx.facts.void({ factId: old.fact_id, reason, replacedBy: draft.factId })
  }
  for (const old of standing.values()) ctx.facts.void({ factId: old.fact_id, reason })
}

function keyOf(kind: string, memberId: string | null): string {
  return `${kind}/${memberId ?? ''}`
}

type Standing = Awaited<ReturnType<typeof listStandingFacts>>[number]

function saysTheSame(old: Standing, draft: FactDraft): boolean {
  const { who: _frozen, ...attrs } = old.attrs as Record<string, unknown>
  return (
    old.day === draft.day &&
    (old.quantity ?? null) === (draft.quantity ?? null) &&
    isDeepStrictEqual(attrs, draft.attrs)
  )
}
