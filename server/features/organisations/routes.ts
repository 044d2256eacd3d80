import * as contract from '../../../contract/organisations.ts'
import { may, mayAnywhere } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { foundOrganisation, saveNaturalVillage } from './commands.ts'
import { countKinds, presentChoices, presentEvent, presentOrg } from './present.ts'
import { findOrg, listAncestors, listEvents, listTree, listTreeOn, listVillages } from './queries.ts'

export const organisationRoutes: Route[] = [
  endpoint(contract.getTree, async (ctx, { query }) => {
    const on = query.on ?? ctx.today
    const rows = query.on ? await listTreeOn(ctx, query.on) : await listTree(ctx)
    return {
      on,
      rows: rows.map((row) => presentOrg(ctx.actor, row)),
      counts: countKinds(rows),
      abilities: { found: mayAnywhere(ctx.actor, 'organisations.write') },
    }
  }),

  endpoint(contract.getOrganisation, async (ctx, { params }) => {
    const row = await findOrg(ctx, params.orgId)
    demand(row, 'not-found')
    const organisation = presentOrg(ctx.actor, row)
    const ancestors = await listAncestors(ctx, row.path)
    const events = organisation.inScope ? await listEvents(ctx, row.org_id) : []
    const villages = await listVillages(ctx, row.org_id)
    return {
      organisation: {
        ...organisation,
        divisionCode: row.division_code,
        electedOn: row.elected_on,
        nextElectionOn: row.next_election_on,
        mergedInto: row.merged_into,
        version: row.version,
      },
      ancestors: ancestors.map((above) => ({
        orgId: above.org_id,
        name: above.name,
        kind: above.kind as contract.OrgKind,
      })),
      events: events.map(presentEvent),
      villages: villages.map((place) => ({
        placeId: place.place_id,
        name: place.name,
        gridId: place.grid_id,
      })),
      ...presentChoices(organisation.kind),
      abilities: { write: may(ctx.actor, 'organisations.write', row) },
    }
  }),

  endpoint(contract.foundOrganisation, async (ctx, { body }) => ({
    orgId: await foundOrganisation(ctx, body),
  })),

  endpoint(contract.saveNaturalVillage, async (ctx, { params, body }) => ({
    placeId: await saveNaturalVillage(ctx, params.orgId, body.name, body.gridId),
  })),
]
