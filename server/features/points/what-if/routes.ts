import * as contract from '../../../../contract/what-if.ts'
import type { Ctx } from '../../../core/context/context.ts'
import { demandMay, may } from '../../../core/context/may.ts'
import { demand } from '../../../core/errors/problem.ts'
import { endpoint, type Route } from '../../../core/http/endpoint.ts'
import { placeOf } from '../../organisations/commands.ts'
import { giveTime, readSettling } from '../queries.ts'
import * as schemes from '../schemes/queries.ts'
import { readVersion } from '../schemes/version-queries.ts'
import { compareLedgers, type MemberChange } from './queries.ts'
import { refuseSpan, unitOf } from './rules.ts'

export const whatIfRoutes: Route[] = [
  endpoint(contract.tryVersion, async (ctx, { params, query }) => {
    const scheme = await schemes.findScheme(ctx, params.schemeId)
    demandMay(ctx.actor, 'schemes.write', scheme && { orgId: scheme.org_id, path: scheme.path })
    const rows = await schemes.listVersions(ctx, [params.schemeId])
    const row = rows.find((one) => one.version_id === params.versionId)
    demand(scheme && row, 'not-found')
    const refusal = refuseSpan(unitOf(await readVersion(ctx, row)), query.from, query.to, ctx.today)
    demand(!refusal, 'input.invalid', { field: 'query.from', message: refusal ?? '' })
    const path = await pathOf(ctx, params.schemeId, query.orgId ?? null, scheme.path)
    await giveTime(ctx)
    const { from, to } = query
    const settling = await readSettling(ctx)
    const found = await compareLedgers(ctx, { ...params, from, to, path, settling })
    const { total, rules, branches, gaining, losing, same } = found
    const movements = found.movements.map((one) => presentMovement(ctx, one))
    return { from, to, total, people: { gaining, losing, same }, rules, branches, movements }
  }),
]

/** Where it is tried: the organisation that was named, where the scheme counts, or where it was written. */
async function pathOf(ctx: Ctx, schemeId: string, orgId: number | null, own: string): Promise<string | null> {
  if (orgId !== null) {
    const place = await placeOf(ctx, orgId)
    demandMay(ctx.actor, 'points.totals', place)
    return place.path
  }
  const adoptions = await schemes.listAdoptions(ctx, [schemeId])
  return adoptions.length > 0 ? null : own
}

function presentMovement({ actor }: Ctx, row: MemberChange) {
  const named = row.member_id === actor.memberId || may(actor, 'points.names', row)
  return {
    memberId: named ? row.member_id : null,
    name: named ? row.name : '党员',
    orgId: row.org_id,
    orgName: row.org_name,
    before: row.before,
    after: row.after,
  }
}
