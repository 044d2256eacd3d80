import * as contract from '../../../contract/minutes-templates.ts'
import { demandMay, may } from '../../core/context/may.ts'
import { mediaTypes } from '../../core/files/media-type.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { placeOf } from '../organisations/commands.ts'
import { enforceTemplate, loadOwnTemplate, withdrawTemplate } from './commands.ts'
import * as q from './queries.ts'

export const minutesTemplateRoutes: Route[] = [
  endpoint(contract.listMinutesTemplates, async (ctx, { params: { orgId } }) => {
    const place = await placeOf(ctx, orgId)
    demandMay(ctx.actor, 'activities.read', place)
    const inForce = await q.findInForce(ctx, place.path)
    const rows = await q.listTemplates(ctx, orgId)
    return {
      inForce: inForce
        ? {
            templateId: inForce.template_id,
            name: inForce.name,
            orgName: inForce.org_name,
            own: inForce.org_id === orgId,
          }
        : null,
      rows: rows.map((row) => ({
        templateId: row.template_id,
        name: row.name,
        uploadedByName: row.by_name ?? '',
        uploadedAt: row.uploaded_at.toISOString(),
        inForce: row.in_force,
        enforcedAt: row.enforced_at?.toISOString() ?? null,
      })),
      abilities: { change: may(ctx.actor, 'requirements.write', place) },
    }
  }),

  endpoint(contract.getMinutesTemplate, async (ctx, { params: { templateId } }) => {
    const { name, org_id: orgId } = await loadOwnTemplate(ctx, templateId)
    const bytes = await q.readContent(ctx, templateId)
    return { name, orgId, mediaType: mediaTypes.docx, bytes }
  }),

  endpoint(contract.enforceMinutesTemplate, async (ctx, { params }) => {
    await enforceTemplate(ctx, params.templateId)
    return params
  }),

  endpoint(contract.withdrawMinutesTemplate, async (ctx, { params }) => {
    await withdrawTemplate(ctx, params.templateId)
    return params
  }),
]
