import { z } from 'zod'
import { day, id, instant, line, listOf, orgId, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { aidKinds, hardshipSettings } from './pairing-words.ts'

/**
 * A member in hardship [003-20]. Sensitive: it rests on the member's own agreement and on nothing else, is for the aid
 * that it names, goes by itself on its day, and is read in the member's own branch alone. No fact is made of it, so that
 * no point, list or figure about a person can follow from it.
 */
const aims = z.array(z.enum(aidKinds)).min(1).max(aidKinds.length)
const situation = line(200)

const aidRow = z.object({
  aidId: id,
  kind: z.enum(aidKinds),
  kindLabel: z.string(),
  givenOn: day,
  fen: z.number().int().nullable(),
  voidReason: z.string().nullable(),
})
export type AidRow = z.output<typeof aidRow>

const fileRow = z.object({
  fileId: id,
  memberId: id,
  name: z.string(),
  orgId,
  setting: z.enum(hardshipSettings),
  settingLabel: z.string(),
  aims,
  aimLabels: z.array(z.string()),
  state: z.enum(['asked', 'open']),
  agreedBy: z.enum(['phone', 'paper']),
  agreedOn: day.nullable(),
  answerBy: day.nullable(),
  expiresOn: day,
  /** The member asks to have something put right. */
  hasWish: z.boolean(),
  version: z.number().int(),
  aidCount: z.number().int(),
  fen: z.number().int(),
  abilities: z.object({ write: z.boolean() }),
})
export type HardshipRow = z.output<typeof fileRow>

/** The files of the actor's own branch that stand. What was closed is counted and named by nobody. */
export const listHardshipFiles = defineEndpoint({
  method: 'GET',
  path: '/hardship-files',
  summary: '困难党员档案',
  access: 'signed-in',
  who: 'hardship.write anywhere',
  query: z.object(pageQuery),
  output: listOf(fileRow).extend({
    /** Of this year, closed files among them. */
    totals: z.object({ year: z.number().int(), aids: z.number().int(), fen: z.number().int() }),
  }),
  errors: ['access.denied'],
})

/** On paper the member has signed; by phone the member is asked, and nothing can be given before the answer. */
export const openHardshipFile = defineEndpoint({
  method: 'POST',
  path: '/hardship-files',
  summary: '建一份困难党员档案',
  access: 'signed-in',
  who: 'hardship.write here',
  body: z.strictObject({
    memberId: id,
    setting: z.enum(hardshipSettings),
    aims,
    situation,
    agreement: z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('phone') }),
      /** Where the paper lies. */
      z.strictObject({ by: z.literal('paper'), on: day, evidence: line(60) }),
    ]),
    expiresOn: day,
  }),
  output: z.object({ fileId: id, state: z.enum(['asked', 'open']) }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

const params = z.object({ fileId: id })

export const getHardshipFile = defineEndpoint({
  method: 'GET',
  path: '/hardship-files/:fileId',
  summary: '一份困难党员档案',
  access: 'signed-in',
  who: 'hardship.write here',
  params,
  output: fileRow.extend({ aids: z.array(aidRow) }),
  errors: ['access.denied', 'not-found'],
})

/** What is written, in clear, for a reason that the member reads as well. */
export const showHardshipFile = defineEndpoint({
  method: 'POST',
  path: '/hardship-files/:fileId/look',
  summary: '看困难档案的原文',
  access: 'signed-in',
  who: 'hardship.write here',
  params,
  body: z.strictObject({ reason: line(100) }),
  output: z.object({
    situation: z.string(),
    wish: z.string().nullable(),
    evidence: z.string().nullable(),
    given: z.array(z.object({ aidId: id, what: z.string() })),
  }),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

/** Put right; a wish of the member is settled by it. */
export const changeHardshipFile = defineEndpoint({
  method: 'PUT',
  path: '/hardship-files/:fileId',
  summary: '更正一份困难党员档案',
  access: 'signed-in',
  who: 'hardship.write here',
  params,
  body: z.strictObject({ aims, situation, version: z.number().int() }),
  output: z.object({ fileId: id, version: z.number().int() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'version.stale'],
})

/** The wish is not taken up, and why: the member reads it. */
export const answerHardshipWish = defineEndpoint({
  method: 'POST',
  path: '/hardship-files/:fileId/wish-answer',
  summary: '答复本人的更正请求',
  access: 'signed-in',
  who: 'hardship.write here',
  params,
  body: z.strictObject({ answer: line(100) }),
  output: z.object({ fileId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const giveAid = defineEndpoint({
  method: 'POST',
  path: '/hardship-files/:fileId/aids',
  summary: '记一次帮扶措施',
  access: 'signed-in',
  who: 'hardship.write here',
  params,
  body: z.strictObject({
    kind: z.enum(aidKinds),
    givenOn: day,
    what: line(60),
    /** Of funds always. */
    fen: z.number().int().min(1).max(100_000_000).nullable().default(null),
  }),
  output: z.object({ aidId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

export const voidAid = defineEndpoint({
  method: 'POST',
  path: '/hardship-aids/:aidId/voiding',
  summary: '一次帮扶措施作废',
  access: 'signed-in',
  who: 'hardship.write here',
  params: z.object({ aidId: id }),
  body: z.strictObject({ reason: line(100) }),
  output: z.object({ aidId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/** Not needed any more: what is written is erased at once. */
export const closeHardshipFile = defineEndpoint({
  method: 'POST',
  path: '/hardship-files/:fileId/closing',
  summary: '结束一份困难党员档案',
  access: 'signed-in',
  who: 'hardship.write here',
  params,
  body: z.strictObject({ why: z.enum(['helped', 'not-needed']) }),
  output: z.object({ fileId: id }),
  errors: ['access.denied', 'not-found'],
})

/** One's own, with everything in clear, and who looked. */
export const getOwnHardshipFile = defineEndpoint({
  method: 'GET',
  path: '/own-hardship-file',
  summary: '我的困难档案',
  access: 'signed-in',
  who: 'own',
  output: z.object({
    file: fileRow
      .omit({ abilities: true })
      .extend({
        orgName: z.string(),
        situation: z.string(),
        wish: z.string().nullable(),
        answer: z.string().nullable(),
        aids: z.array(aidRow.extend({ what: z.string().nullable() })),
        looks: z.array(z.object({ at: instant, byName: z.string().nullable(), reason: z.string() })),
      })
      .nullable(),
  }),
  errors: ['access.denied'],
})

export const answerOwnHardshipFile = defineEndpoint({
  method: 'POST',
  path: '/own-hardship-file/:fileId/answer',
  summary: '同意或不同意建困难档案',
  access: 'signed-in',
  who: 'own',
  params,
  body: z.strictObject({ agrees: z.boolean() }),
  output: z.object({ fileId: id }),
  errors: ['not-found', 'state.wrong'],
})

export const wishOwnHardshipFile = defineEndpoint({
  method: 'POST',
  path: '/own-hardship-file/:fileId/wish',
  summary: '请支部更正我的困难档案',
  access: 'signed-in',
  who: 'own',
  params,
  body: z.strictObject({ text: line(200) }),
  output: z.object({ fileId: id }),
  errors: ['not-found', 'state.wrong'],
})

/** Taken back: closed and erased at once, with no reason asked for. */
export const withdrawOwnHardshipFile = defineEndpoint({
  method: 'POST',
  path: '/own-hardship-file/:fileId/withdrawal',
  summary: '收回同意，困难档案作废',
  access: 'signed-in',
  who: 'own',
  params,
  body: z.strictObject({}),
  output: z.object({ fileId: id }),
  errors: ['not-found'],
})

export const hardshipEndpoints = {
  listHardshipFiles,
  openHardshipFile,
  getHardshipFile,
  showHardshipFile,
  changeHardshipFile,
  answerHardshipWish,
  giveAid,
  voidAid,
  closeHardshipFile,
  getOwnHardshipFile,
  answerOwnHardshipFile,
  wishOwnHardshipFile,
  withdrawOwnHardshipFile,
}
