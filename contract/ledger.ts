import { z } from 'zod'
import { day, id, orgId } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

const ofYear = {
  access: 'signed-in',
  params: z.object({ orgId }),
  query: z.object({ year: z.coerce.number().int().min(1949).max(2200).optional() }),
} as const

/** A year of organisational life (一年的组织生活台账), as inspectors ask for it: by kind, each meeting in its order. */
export const getLedger = defineEndpoint({
  ...ofYear,
  method: 'GET',
  path: '/organisations/:orgId/ledger',
  who: 'activities.read',
  summary: '一年的组织生活台账',
  output: z.object({
    orgName: z.string(),
    year: z.number().int(),
    parts: z.array(
      z.object({
        kind: z.string(),
        kindLabel: z.string(),
        meetings: z.array(
          z.object({
            activityId: id,
            day,
            title: z.string(),
            /** Whose meeting it was, where one of the groups held it. */
            group: z.string().nullable(),
            serial: z.number().int().nullable(),
            place: z.string().nullable(),
            chair: z.string().nullable(),
            recorder: z.string().nullable(),
            expected: z.number().int(),
            present: z.number().int(),
            /** 请假 2 人，没到 1 人: numbers, never why or who. */
            absent: z.string(),
            topics: z.array(z.string()),
            votes: z.array(z.string()),
            minutes: z.string(),
            quorum: z.string().nullable(),
          }),
        ),
      }),
    ),
  }),
  errors: ['access.denied', 'not-found'],
})

const file = { produces: 'file', output: z.object({}), errors: ['access.denied', 'not-found'] } as const

export const getLedgerWord = defineEndpoint({
  ...ofYear,
  ...file,
  method: 'GET',
  path: '/organisations/:orgId/ledger.docx',
  who: 'activities.read',
  summary: '组织生活台账（Word）',
})

export const getLedgerWorkbook = defineEndpoint({
  ...ofYear,
  ...file,
  method: 'GET',
  path: '/organisations/:orgId/ledger.xlsx',
  who: 'activities.read',
  summary: '组织生活台账（Excel）',
})

export const ledgerEndpoints = { getLedger, getLedgerWord, getLedgerWorkbook }
