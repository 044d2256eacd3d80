import { type BulletinFigure, bulletinFigureLabels, bulletinFigures } from '../../../contract/bulletins.ts'
import type { Ctx } from '../../core/context/context.ts'
import { listTallies } from '../worklists/tally-commands.ts'
import { listBranches, listCounts } from './queries.ts'
import { type Span, titleOf } from './spans.ts'

type Place = { orgId: number; name: string; path: string }
type Counts = Record<BulletinFigure, number>

const none = Object.fromEntries(bulletinFigures.map((figure) => [figure, 0])) as Counts

/** Made anew at every reading. */
export async function loadBulletin(ctx: Ctx, place: Place, span: Span) {
  const branches = await listBranches(ctx, place.path)
  const counted = new Map((await listCounts(ctx, place.path, span)).map((row) => [row.org_id, row]))
  const tallies = await listTallies(
    ctx,
    branches.map((branch) => branch.org_id),
    span,
  )
  const rows = branches.map(({ org_id: orgId, name }) => {
    const { org_id: _id, ...counts } = counted.get(orgId) ?? { ...none, org_id: orgId }
    const { wanted = 0, done = 0 } = tallies.get(orgId) ?? {}
    return { orgId, name, counts: { ...none, ...counts, asked: wanted, answered: done } satisfies Counts }
  })
  const sumOf = (figure: BulletinFigure) => rows.reduce((sum, row) => sum + row.counts[figure], 0)
  return {
    orgId: place.orgId,
    orgName: place.name,
    period: span.period,
    title: titleOf(span),
    from: span.from,
    to: span.to,
    figures: bulletinFigures.map((figure) => ({ figure, label: bulletinFigureLabels[figure] })),
    rows,
    sums: Object.fromEntries(bulletinFigures.map((figure) => [figure, sumOf(figure)])) as Counts,
  }
}

export type Bulletin = Awaited<ReturnType<typeof loadBulletin>>
