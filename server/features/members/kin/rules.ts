import type { KinRelation } from '../../../../contract/kin.ts'

const turned: Partial<Record<KinRelation, KinRelation>> = {
  parent: 'child',
  child: 'parent',
  grandparent: 'grandchild',
  grandchild: 'grandparent',
}

/** The same relation, seen from the other of the two. */
export function turnRelation(relation: KinRelation): KinRelation {
  return turned[relation] ?? relation
}
