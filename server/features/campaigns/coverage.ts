import { todayIn } from '../../core/clock/today.ts'
import type { Ctx } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import * as q from './campaign-queries.ts'
import { percentOf, stateOf } from './rules.ts'

const townshipLength = 8

/** The reader's own part of a campaign's area; `within` narrows it further. Errors: access.denied, not-found. */
export function lookOf(ctx: Ctx, campaign: q.CampaignRow, within?: string): q.Look {
  const own = pathsWhere(ctx.actor, 'visits.read')
  demand(own.length > 0, 'access.denied')
  const area = within ?? campaign.path
  const paths = own.flatMap((path) => {
    if (area.startsWith(path)) return [area]
    return path.startsWith(area) ? [path] : []
  })
  demand(paths.length > 0 && area.startsWith(campaign.path), 'not-found')
  const ended = campaign.ended_at ? todayIn(campaign.ended_at) : campaign.until_on
  const lastOn = [ended, campaign.until_on, ctx.today].sort()[0] ?? ctx.today
  return { startsOn: campaign.starts_on, lastOn, paths: outermost(paths) }
}

/** No place twice: one that lies in another is counted there. */
function outermost(paths: readonly string[]): string[] {
  const all = [...new Set(paths)]
  return all.filter((path) => !all.some((other) => other !== path && path.startsWith(other)))
}

type Figures = { households: number; visited: number; met: number; percent: number }

function sum(rows: readonly q.CoverageRow[]): Figures {
  const total = { households: 0, visited: 0, met: 0 }
  for (const row of rows) {
    total.households += row.households
    total.visited += row.visited
    total.met += row.met
  }
  return { ...total, percent: percentOf(total.visited, total.households) }
}

/** Campaigns as a list shows them. Errors: access.denied, not-found. */
export async function describeCampaigns(ctx: Ctx, campaigns: readonly q.CampaignRow[]) {
  const rows = await q.readCoverages(
    ctx,
    campaigns.map((campaign) => lookOf(ctx, campaign)),
  )
  return campaigns.map((campaign, at) => ({
    ...headOf(ctx, campaign),
    coverage: sum(rows.slice(at, at + 1)),
  }))
}

export function headOf(ctx: Ctx, campaign: q.CampaignRow) {
  return {
    campaignId: campaign.campaign_id,
    orgId: campaign.org_id,
    orgName: campaign.org_name,
    name: campaign.name,
    startsOn: campaign.starts_on,
    untilOn: campaign.until_on,
    state: stateOf(campaign, ctx.today),
  }
}

/** Of a county by township, of anything smaller by grid. */
export async function breakDown(ctx: Ctx, campaign: q.CampaignRow, within?: string) {
  const look = lookOf(ctx, campaign, within)
  const byTownship = look.paths.some((path) => path.length < townshipLength)
  const rows = await q.readCoverage(ctx, look, byTownship ? townshipLength : 1_000)
  const names = await q.readNames(
    ctx,
    rows.map((row) => row.path),
  )
  const byPath = new Map(names.map((name) => [name.path, name]))
  const parts = rows.flatMap(({ path, ...figures }) => {
    const org = byPath.get(path)
    if (!org) return []
    const kind = byTownship ? ('township' as const) : ('grid' as const)
    const percent = percentOf(figures.visited, figures.households)
    return [{ ...figures, percent, orgId: org.org_id, name: org.name, kind }]
  })
  return { parts, coverage: sum(rows) }
}
