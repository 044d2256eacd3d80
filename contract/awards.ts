import { z } from 'zod'
import { day, id, instant, line, listOf, orgId, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { factAttributes } from './facts.ts'

const awardLevel = factAttributes.honour.shape.level

export const awardRow = z.object({
  awardId: id,
  selectionId: id,
  memberId: id,
  memberName: z.string(),
  branchName: z.string(),
  title: z.string(),
  year: z.number().int(),
  /** Null below the levels that honours know: an award of the branch itself. */
  level: awardLevel.nullable(),
  levelLabel: z.string(),
  issuer: z.string(),
  awardedOn: day,
  prize: z.string().nullable(),
  certificateNo: z.string(),
  /** The honour through which it gives points. */
  honourId: id.nullable(),
  withdrawn: z.object({ at: instant, by: z.string().nullable(), reason: z.string() }).nullable(),
  /** Of the certificate that is printed from the browser. */
  printPath: z.string(),
  abilities: z.object({ withdraw: z.boolean(), honour: z.boolean() }),
})

/** After the days of publication: one award for everybody who was chosen. */
export const giveAwards = defineEndpoint({
  method: 'POST',
  path: '/selections/:selectionId/awards',
  summary: '表彰',
  access: 'signed-in',
  who: 'selections.run',
  params: z.object({ selectionId: id }),
  body: z.strictObject({
    awardedOn: day,
    /** What goes with it, in words: small things, mainly honour. */
    prizes: z
      .array(z.strictObject({ candidateId: id, prize: line(60) }))
      .max(500)
      .default([]),
  }),
  output: z.object({ awards: z.array(z.object({ awardId: id, certificateNo: z.string() })) }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

/** Awards of members in the reader's scope, newest first; a member reads the own. */
export const listAwards = defineEndpoint({
  method: 'GET',
  path: '/awards',
  summary: '表彰记录',
  access: 'signed-in',
  who: 'signed-in',
  query: z.object({
    ...pageQuery,
    orgId: orgId.optional(),
    memberId: id.optional(),
    year: z.coerce.number().int().min(1949).max(2200).optional(),
  }),
  output: listOf(awardRow),
  errors: ['access.denied', 'not-found'],
})

const oneAward = z.object({ awardId: id })

export const withdrawAward = defineEndpoint({
  method: 'POST',
  path: '/awards/:awardId/withdraw',
  summary: '收回一项表彰',
  access: 'signed-in',
  who: 'selections.run',
  params: oneAward,
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ awardId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

/** Hands the award on as an honour, once, so that the rules for honours give its points. */
export const recordAwardHonour = defineEndpoint({
  method: 'POST',
  path: '/awards/:awardId/honour',
  summary: '把表彰记成荣誉',
  access: 'signed-in',
  who: 'activities.write',
  params: oneAward,
  body: z.strictObject({}),
  output: z.object({ awardId: id, honourId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'conflict.duplicate'],
})

const certificate = {
  method: 'GET',
  access: 'signed-in',
  params: oneAward,
  produces: 'file',
  output: z.object({}),
  errors: ['not-found', 'state.wrong'],
} as const

export const getCertificatePdf = defineEndpoint({
  ...certificate,
  path: '/awards/:awardId/certificate.pdf',
  who: 'boards.read',
  summary: '证书（PDF）',
})

export const getCertificateWord = defineEndpoint({
  ...certificate,
  path: '/awards/:awardId/certificate.docx',
  who: 'boards.read',
  summary: '证书（Word）',
})

export const awardEndpoints = {
  giveAwards,
  listAwards,
  withdrawAward,
  recordAwardHonour,
  getCertificatePdf,
  getCertificateWord,
}
