import type { Opening, Who } from '../../../contract/endpoint.ts'
import { mayGrant, type Role, type Verb, verbsOf } from '../../../contract/roles.ts'
import { type Relation, relations } from './ground.ts'

const reaches: Record<string, readonly Relation[]> = {
  '': ['own', 'parent'],
  here: ['own'],
  above: ['parent'],
  line: ['own', 'parent', 'below'],
  // Nobody whom we ask stands there: the organisations that are asked about are branches, where it can be either.
  county: [],
  anywhere: relations,
}

function opens(opening: Opening, role: Role, relation: Relation): boolean {
  const [verb = '', reach = ''] = opening.split(' ')
  return verbsOf(role).includes(verb as Verb) && (reaches[reach] ?? []).includes(relation)
}

/** Whether this role, granted there, is let in: what is promised beside the endpoint, read without the product's code. */
export function lets(who: Who, role: Role, relation: Relation): boolean {
  if (who === 'anyone' || who === 'signed-in') return true
  if (who === 'county') return relation !== 'other county'
  if (who === 'own' || who === 'above') return false
  if (who === 'grantor') return mayGrant(role).includes('member') && opens('grants.write', role, relation)
  if (typeof who === 'string') return opens(who, role, relation)
  if ('all' in who) return who.all.every((one) => opens(one, role, relation))
  return who.some((one) => opens(one, role, relation))
}

/** Whether the role holds any of what would open it, were it granted elsewhere: then a refusal must not say that it is there. */
export function holds(who: Who, role: Role): boolean {
  return relations.some((relation) => lets(who, role, relation))
}
