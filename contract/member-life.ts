import { z } from 'zod'
import { day, id, line, orgId } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { changed, dated, exitKinds, memberParams, stage } from './members.ts'

const headcount = z.number().int().min(0).max(100_000)
const vote = z.strictObject({ entitled: headcount.min(1), present: headcount, ayes: headcount })

/**
 * One step on the way in. What §3 of the rules demands must be given: two introducers, the training and the vote to
 * become probationary, the vote to become full.
 */
export const changeStage = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/stage',
  summary: '发展党员：进入下一阶段',
  access: 'signed-in',
  who: 'members.write',
  params: memberParams,
  body: z.strictObject({
    stage,
    ...dated,
    introducers: z.array(id).length(2).optional(),
    training: z
      .strictObject({
        days: z.number().min(0).max(365).default(0),
        hours: z.number().min(0).max(2000).default(0),
      })
      .optional(),
    vote: vote.optional(),
    /** Of a conversion: the day it counts from, if that is not the day of the meeting. */
    fullOn: day.optional(),
  }),
  output: changed,
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const extendProbation = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/probation-extension',
  summary: '延长预备期',
  access: 'signed-in',
  who: 'members.write',
  params: memberParams,
  body: z.strictObject({ extendedTo: day, vote, ...dated }),
  output: changed,
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const exitMember = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/exit',
  summary: '离开：退出、出党、转出、去世',
  access: 'signed-in',
  who: 'members.write',
  params: memberParams,
  body: z.strictObject({ kind: z.enum(exitKinds), ...dated }),
  output: changed,
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/** Back in the register: who came back, who applies again, who was struck off by mistake. */
export const readmitMember = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/readmission',
  summary: '重新登记',
  access: 'signed-in',
  who: 'members.write',
  params: memberParams,
  body: z.strictObject({ stage, ...dated }),
  output: changed,
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const changeStanding = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/standing',
  summary: '党籍状态',
  access: 'signed-in',
  who: 'members.write',
  params: memberParams,
  body: z.strictObject({ standing: z.enum(['normal', 'retained', 'restored', 'suspended']), ...dated }),
  output: changed,
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/** Lost and found, away and back. `happenedOn` of `lost` is the day of the last contact. */
export const changeContact = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/contact',
  summary: '失联、找到、流出、流回',
  access: 'signed-in',
  who: 'members.write',
  params: memberParams,
  body: z.discriminatedUnion('change', [
    z.strictObject({ change: z.literal('lost'), ...dated }),
    z.strictObject({ change: z.literal('found'), ...dated }),
    z.strictObject({ change: z.literal('floating'), floatingTo: line(100), ...dated }),
    z.strictObject({ change: z.literal('returned'), ...dated }),
  ]),
  output: changed,
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/** Puts members into a grid, a group, or out of them (null). What is absent stays. */
export const assignMembers = defineEndpoint({
  method: 'POST',
  path: '/members/assignments',
  summary: '编入网格和党小组',
  access: 'signed-in',
  who: 'members.write',
  body: z.strictObject({
    memberIds: z.array(id).min(1).max(500),
    gridId: orgId.nullable().optional(),
    groupId: orgId.nullable().optional(),
    ...dated,
  }),
  output: z.object({ changed: z.number().int() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const addPost = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/posts',
  summary: '任职、设岗',
  access: 'signed-in',
  who: 'members.write',
  params: memberParams,
  body: z.strictObject({
    kind: z.enum(['party', 'service']),
    title: line(50),
    validFrom: day,
    reason: line(200).default('任职'),
  }),
  output: z.object({ postId: id, version: z.number().int() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

export const endPost = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/posts/:postId/end',
  summary: '免职、撤岗',
  access: 'signed-in',
  who: 'members.write',
  params: z.object({ memberId: id, postId: id }),
  body: z.strictObject({ validTo: day, reason: line(200) }),
  output: z.object({ postId: id, version: z.number().int() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const memberLifeEndpoints = {
  changeStage,
  extendProbation,
  exitMember,
  readmitMember,
  changeStanding,
  changeContact,
  assignMembers,
  addPost,
  endPost,
}
