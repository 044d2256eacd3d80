import { z } from 'zod'
import { id, instant, line } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { memberParams } from './members.ts'

/** What the other is to the member. Asked for one thing alone: that nobody decides on their kin. */
export const kinRelations = [
  'spouse',
  'parent',
  'child',
  'sibling',
  'grandparent',
  'grandchild',
  'in-law',
  'other',
] as const
export type KinRelation = (typeof kinRelations)[number]

export const kinRelationLabels: Record<KinRelation, string> = {
  spouse: '配偶',
  parent: '父母',
  child: '子女',
  sibling: '兄弟姐妹',
  grandparent: '祖父母、外祖父母',
  grandchild: '孙辈',
  'in-law': '姻亲',
  other: '其他近亲',
}

/** For the member, and for who writes the register of the branch; nobody else is told who is kin to whom. */
export const listKin = defineEndpoint({
  method: 'GET',
  path: '/members/:memberId/kin',
  summary: '亲属',
  access: 'signed-in',
  who: 'members.write',
  params: memberParams,
  output: z.object({
    rows: z.array(
      z.object({
        memberId: id,
        name: z.string(),
        orgName: z.string(),
        relation: z.enum(kinRelations),
        relationLabel: z.string(),
        notedAt: instant,
      }),
    ),
  }),
  errors: ['access.denied', 'not-found'],
})

/** By id from the register, or by name in the own branch: a member does not search the register. */
export const noteKin = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/kin',
  summary: '记亲属',
  access: 'signed-in',
  who: 'members.write',
  params: memberParams,
  body: z.strictObject({
    kin: z.union([z.strictObject({ memberId: id }), z.strictObject({ name: line(40) })]),
    relation: z.enum(kinRelations),
  }),
  output: z.object({ memberId: id, kinId: id, name: z.string() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'conflict.duplicate'],
})

export const removeKin = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/kin/:kinId/removal',
  summary: '去掉亲属',
  access: 'signed-in',
  who: 'members.write',
  params: memberParams.extend({ kinId: id }),
  output: z.object({ memberId: id, kinId: id }),
  errors: ['access.denied', 'not-found'],
})

export const kinEndpoints = { listKin, noteKin, removeKin }
