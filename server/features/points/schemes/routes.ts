import * as contract from '../../../../contract/schemes.ts'
import type { Ctx } from '../../../core/context/context.ts'
import { may, mayAnywhere } from '../../../core/context/may.ts'
import { demand } from '../../../core/errors/problem.ts'
import { endpoint, type Route } from '../../../core/http/endpoint.ts'
import { schemeFileRoutes } from '../scheme-files/routes.ts'
import { adoptScheme, createScheme, publishVersion, saveDraft } from './commands.ts'
import { lintVersion } from './lint.ts'
import * as q from './queries.ts'
import { readVersion } from './version-queries.ts'

type VersionRow = Awaited<ReturnType<typeof q.listVersions>>[number]

function presentVersion(row: VersionRow) {
  return {
    versionId: row.version_id,
    versionNo: row.version_no,
    state: row.state as 'draft' | 'published',
    validFrom: row.valid_from,
    publishedAt: row.published_at?.toISOString() ?? null,
    draftedByName: row.drafted_by_name,
    publishedByName: row.published_by_name,
  }
}

async function listRows(ctx: Ctx) {
  const schemes = await q.listSchemes(ctx)
  const ids = schemes.map((row) => row.scheme_id)
  const versions = await q.listVersions(ctx, ids)
  const adoptions = await q.listAdoptions(ctx, ids)
  return schemes.map((row) => ({
    schemeId: row.scheme_id,
    orgId: row.org_id,
    orgName: row.org_name,
    name: row.name,
    versions: versions.filter((one) => one.scheme_id === row.scheme_id).map(presentVersion),
    adoptions: adoptions
      .filter((one) => one.scheme_id === row.scheme_id)
      .map((one) => ({
        orgId: one.org_id,
        orgName: one.org_name,
        reach: one.reach as 'self' | 'below',
        validFrom: one.valid_from,
        validTo: one.valid_to,
      })),
    abilities: {
      draft: may(ctx.actor, 'schemes.write', row),
      publish: may(ctx.actor, 'schemes.publish', row),
      adopt: mayAnywhere(ctx.actor, 'schemes.publish'),
    },
  }))
}

export const schemeRoutes: Route[] = [
  endpoint(contract.listSchemes, async (ctx) => ({
    rows: await listRows(ctx),
    abilities: { create: mayAnywhere(ctx.actor, 'schemes.write') },
  })),

  endpoint(contract.getVersion, async (ctx, { params }) => {
    const scheme = await q.findScheme(ctx, params.schemeId)
    const rows = scheme ? await q.listVersions(ctx, [params.schemeId]) : []
    const row = rows.find((one) => one.version_id === params.versionId)
    demand(scheme && row, 'not-found')
    const version = await readVersion(ctx, row)
    return {
      name: scheme.name,
      row: presentVersion(row),
      version,
      flaws: lintVersion(version, await q.listMatters(ctx)),
    }
  }),

  endpoint(contract.createScheme, (ctx, { body }) => createScheme(ctx, body)),

  endpoint(contract.saveDraft, (ctx, { params, body }) => saveDraft(ctx, params.schemeId, body)),

  endpoint(contract.publishVersion, async (ctx, { params }) => {
    await publishVersion(ctx, params.schemeId, params.versionId)
    return { versionId: params.versionId }
  }),

  endpoint(contract.adoptScheme, async (ctx, { params, body }) => ({
    adoptionId: await adoptScheme(ctx, params.schemeId, body),
  })),

  ...schemeFileRoutes,
]
