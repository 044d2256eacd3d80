import * as contract from '../../../../contract/scheme-files.ts'
import { endpoint, type Route } from '../../../core/http/endpoint.ts'
import { readySchemes } from '../ready/ready-schemes.ts'
import { findForbidden, findVerdict } from '../schemes/forbidden.ts'
import { exportVersion, importDraft, importScheme, inspectSchemeFile, startFromReady } from './commands.ts'

const rows = readySchemes.map((one) => ({
  ...one,
  refused: one.refused.map(({ line }) => ({
    line,
    reason: findForbidden(line) ?? findVerdict(line) ?? '',
  })),
}))

export const schemeFileRoutes: Route[] = [
  endpoint(contract.listReadySchemes, async () => ({ rows })),

  endpoint(contract.startFromReady, (ctx, { params, body }) => startFromReady(ctx, params.key, body)),

  endpoint(contract.exportVersion, (ctx, { params, query }) => exportVersion(ctx, params, query.format)),

  endpoint(contract.importScheme, (ctx, { query, file }) => importScheme(ctx, query.orgId, file), {
    before: (actor, { file }) => inspectSchemeFile(actor, file),
  }),

  endpoint(contract.importDraft, (ctx, { params, file }) => importDraft(ctx, params.schemeId, file), {
    before: (actor, { file }) => inspectSchemeFile(actor, file),
  }),
]
