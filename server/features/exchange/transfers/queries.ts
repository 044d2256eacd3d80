import { sql } from 'kysely'
import type { ProposalState } from '../../../../contract/transfers.ts'
import { accountOf, type Ctx } from '../../../core/context/context.ts'

const from = sql<number>`coalesce(p.from_org_id, m.org_id)`

/**
 * Proposals with the person and both branches. Row-level security lets the person's line through only to who reaches
 * the branch where the person is: nobody else finds the proposal at all.
 */
function fromProposals(ctx: Ctx) {
  return ctx.db
    .selectFrom('transfer_proposals as p')
    .innerJoin('members as m', (join) =>
      join
        .onRef('m.county_id', '=', 'p.county_id')
        .onRef('m.member_id', '=', 'p.member_id')
        .on('m.county_id', '=', ctx.county),
    )
    .innerJoin('organisations as f', (join) =>
      join
        .onRef('f.county_id', '=', 'p.county_id')
        .on('f.org_id', '=', from)
        .on('f.county_id', '=', ctx.county),
    )
    .innerJoin('organisations as t', (join) =>
      join
        .onRef('t.county_id', '=', 'p.county_id')
        .onRef('t.org_id', '=', 'p.to_org_id')
        .on('t.county_id', '=', ctx.county),
    )
    .leftJoin('accounts as a', (join) =>
      join
        .onRef('a.county_id', '=', 'p.county_id')
        .onRef('a.account_id', '=', 'p.created_by')
        .on('a.county_id', '=', ctx.county),
    )
    .leftJoin('accounts as d', (join) =>
      join
        .onRef('d.county_id', '=', 'p.county_id')
        .onRef('d.account_id', '=', 'p.decided_by')
        .on('d.county_id', '=', ctx.county),
    )
    .where('p.county_id', '=', ctx.county)
}

const columns = [
  'p.proposal_id',
  'p.member_id',
  'p.to_org_id',
  'p.state',
  'p.created_at',
  'p.decided_at',
  'p.note',
  'm.name',
  'm.org_id as now_org_id',
  'm.stage',
  'f.org_id as from_org_id',
  'f.name as from_name',
  'f.path as from_path',
  't.name as to_name',
  't.path as to_path',
  'a.name as asked_by',
  'd.name as decided_by_name',
] as const

/** Those of which one of the paths is above both branches; the oldest first. */
export async function listProposals(
  ctx: Ctx,
  filter: { paths: readonly string[]; state: ProposalState },
  page: { limit: number; offset: number },
) {
  const paths = [...filter.paths]
  const query = fromProposals(ctx)
    .where('p.state', '=', filter.state)
    .where(
      sql<boolean>`exists (select 1 from unnest(${paths}::text[]) as x(path)
                            where starts_with(f.path, x.path) and starts_with(t.path, x.path))`,
    )
  const rows = await query
    .select(columns)
    .orderBy('p.created_at')
    .orderBy('p.proposal_id')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  const { count } = await query
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { rows, count }
}

export type ProposalRecord = Awaited<ReturnType<typeof listProposals>>['rows'][number]

/** One proposal with its person, both locked until the commit; undefined to who does not reach the person. */
export async function lockProposal(ctx: Ctx, proposalId: string): Promise<ProposalRecord | undefined> {
  const held = await ctx.db
    .selectFrom('transfer_proposals')
    .select('member_id')
    .where('county_id', '=', ctx.county)
    .where('proposal_id', '=', proposalId)
    .forUpdate()
    .executeTakeFirst()
  if (!held) return undefined
  await ctx.db
    .selectFrom('members')
    .select('member_id')
    .where('county_id', '=', ctx.county)
    .where('member_id', '=', held.member_id)
    .forUpdate()
    .execute()
  return fromProposals(ctx).select(columns).where('p.proposal_id', '=', proposalId).executeTakeFirst()
}

export async function closeProposal(
  ctx: Ctx,
  proposalId: string,
  set: { state: ProposalState; fromOrgId: number; note: string | null },
): Promise<void> {
  await ctx.db
    .updateTable('transfer_proposals')
    .set({
      state: set.state,
      from_org_id: set.fromOrgId,
      note: set.note,
      decided_by: accountOf(ctx),
      decided_at: ctx.now,
    })
    .where('county_id', '=', ctx.county)
    .where('proposal_id', '=', proposalId)
    .execute()
}
