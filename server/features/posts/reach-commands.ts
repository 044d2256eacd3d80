import type { Verb } from '../../../contract/roles.ts'
import type { Ctx } from '../../core/context/context.ts'
import { inScope, may, type Place } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { placeOf } from '../organisations/commands.ts'
import { findPerson, type PersonRow } from './person-queries.ts'

/** Places at and below which somebody looks at posts, areas and teams; the own grid beside them stands alone. */
export type Reach = { paths: readonly string[]; gridId: number | null }

/** The grid that the actor lives in as a member: its posts are offered to them, though no grant of theirs is there. */
async function ownGridOf(ctx: Ctx): Promise<number | null> {
  const { memberId } = ctx.actor
  return memberId === null ? null : ((await findPerson(ctx, memberId))?.grid_id ?? null)
}

/**
 * Where this actor looks: one place and what is below it, or wherever they work or belong. A member belongs to the
 * branch of the grant and to a grid. Errors: not-found, access.denied.
 */
export async function reachOf(ctx: Ctx, orgId: number | undefined): Promise<Reach> {
  const { actor } = ctx
  const gridId = await ownGridOf(ctx)
  if (orgId !== undefined) {
    const place = await placeOf(ctx, orgId)
    demand(place && (inScope(actor, place) || orgId === gridId), 'not-found')
    demand(may(actor, 'posts.read', place) || actor.memberId !== null, 'access.denied')
    return { paths: [place.path], gridId: null }
  }
  const paths = actor.memberId === null ? pathsWhere(actor, 'posts.read') : actor.grants.map(pathOf)
  demand(paths.length > 0, 'access.denied')
  return { paths, gridId }
}

const pathOf = (grant: { orgPath: string }) => grant.orgPath

/** May this actor see that there is such a post, area or team? */
export async function maySeeAt(ctx: Ctx, place: Place): Promise<boolean> {
  if (may(ctx.actor, 'posts.read', place)) return true
  if (ctx.actor.memberId === null) return false
  return inScope(ctx.actor, place) || place.orgId === (await ownGridOf(ctx))
}

/** A living member in the reader's sight. Errors: not-found, state.wrong, at `field`. */
export async function demandPerson(ctx: Ctx, memberId: string, field: string): Promise<PersonRow> {
  const person = await findPerson(ctx, memberId)
  demand(person, 'not-found', { field, message: '没有找到这位同志，请从名册里选。' })
  demand(person.stage !== 'exited', 'state.wrong', { field, message: '这位同志已经不在册，请另选。' })
  return person
}

/** The member whom a write is about: oneself, or somebody for whom who keeps the records writes it down. */
export async function personOf(
  ctx: Ctx,
  memberId: string | null,
  { place, verb }: { place: Place; verb: Verb },
): Promise<PersonRow> {
  const { actor } = ctx
  if (memberId === null || memberId === actor.memberId) {
    demand(actor.memberId, 'input.invalid', { field: 'body.memberId', message: '请选是哪位党员。' })
    return demandPerson(ctx, actor.memberId, 'body.memberId')
  }
  const person = await demandPerson(ctx, memberId, 'body.memberId')
  demand(may(actor, verb, place) || may(actor, verb, { path: person.path }), 'access.denied')
  return person
}
