import { z } from 'zod'
import { day, id, line, listOf, orgId, pageQuery, text } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { inspectionRoles, revisitGrades, staffItems } from './inspection-words.ts'

/**
 * What a quarterly revisit (回查走访) of a non-public enterprise looks at [003-06]: the work of the two who were sent
 * there [003-07], whose result is theirs; of an organised one its site, systems, ledgers and meetings [003-09]; of any
 * other whether a branch can be set up [003-10].
 */
export const revisitItems = {
  staff: staffItems,
  organised: { site: '有活动场所', systems: '有制度', ledgers: '台账齐全', meetings: '三会一课按时开' },
} as const
export type RevisitPart = keyof typeof revisitItems

/** From so many members on a branch is set up; fewer are attached to one. */
export const branchFrom = 3

export const orderKinds = ['retrain', 'mend', 'set-up', 'attach'] as const
export type OrderKind = (typeof orderKinds)[number]
export const orderLabels: Record<OrderKind, string> = {
  retrain: '两员集中培训',
  mend: '补上缺的',
  'set-up': '可以建支部',
  attach: '挂靠到一个支部，定期走访',
}
/** Days until each is due. */
export const orderDays: Record<OrderKind, number> = { retrain: 30, mend: 60, 'set-up': 90, attach: 60 }

const count = (most: number) => z.number().int().min(0).max(most)

const sheet = {
  name: line(60),
  address: line(80),
  /** Whom to ask for; sealed. Absent: as it stands. */
  contact: line(60).nullable().optional(),
  staffCount: count(100_000),
  memberCount: count(10_000),
  isOrganised: z.boolean(),
  /** The branch that its members belong to where it has none of its own. */
  attachedOrgId: orgId.nullable().default(null),
  /** 指导员 and 联络员, out of the register. */
  instructorId: id.nullable().default(null),
  liaisonId: id.nullable().default(null),
}

const person = z.object({ memberId: id, name: z.string() }).nullable()

const orderRow = z.object({
  orderId: id,
  kind: z.enum(orderKinds),
  kindLabel: z.string(),
  orderedOn: day,
  dueOn: day,
  isLate: z.boolean(),
  doneOn: day.nullable(),
  note: z.string().nullable(),
})

const enterpriseRow = z.object({
  enterpriseId: id,
  orgId,
  gridName: z.string(),
  name: z.string(),
  address: z.string(),
  contact: z.string().nullable(),
  staffCount: z.number().int(),
  memberCount: z.number().int(),
  isOrganised: z.boolean(),
  attached: z.object({ orgId, name: z.string() }).nullable(),
  instructor: person,
  liaison: person,
  version: z.number().int(),
  visitedOn: day.nullable(),
  /** Nobody was there this quarter, which ends on `dueOn`. */
  isDue: z.boolean(),
  dueOn: day,
  orders: z.array(orderRow),
})
export type EnterpriseRow = z.output<typeof enterpriseRow>

const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

export const listEnterprises = defineEndpoint({
  method: 'GET',
  path: '/enterprises',
  summary: '企业和本季度回查',
  access: 'signed-in',
  who: 'grids.read anywhere',
  query: z.object({ ...pageQuery, due: flag.optional() }),
  output: listOf(enterpriseRow).extend({
    dueCount: z.number().int(),
    grids: z.array(z.object({ orgId, name: z.string() })),
    abilities: z.object({ write: z.boolean() }),
  }),
  errors: ['access.denied'],
})

const params = z.object({ enterpriseId: id })
const written = z.object({ enterpriseId: id, version: z.number().int() })

export const addEnterprise = defineEndpoint({
  method: 'POST',
  path: '/grids/:orgId/enterprises',
  summary: '登记一家企业',
  access: 'signed-in',
  who: 'households.write',
  params: z.object({ orgId }),
  body: z.strictObject(sheet),
  output: written,
  errors: ['access.denied', 'not-found', 'input.invalid', 'conflict.duplicate'],
})

export const changeEnterprise = defineEndpoint({
  method: 'PUT',
  path: '/enterprises/:enterpriseId',
  summary: '更正一家企业',
  access: 'signed-in',
  who: 'households.write',
  params,
  body: z.strictObject({ ...sheet, version: z.number().int() }),
  output: written,
  errors: ['access.denied', 'not-found', 'input.invalid', 'version.stale', 'conflict.duplicate'],
})

/** Gone from here: what was sealed is erased, what was found there stays. */
export const closeEnterprise = defineEndpoint({
  method: 'POST',
  path: '/enterprises/:enterpriseId/closing',
  summary: '企业不在了',
  access: 'signed-in',
  who: 'households.write',
  params,
  body: z.strictObject({}),
  output: z.object({ enterpriseId: id }),
  errors: ['access.denied', 'not-found'],
})

const answers = z.record(z.string().max(20), z.boolean())

/** One revisit a quarter; what was found orders what follows. */
export const recordRevisit = defineEndpoint({
  method: 'POST',
  path: '/enterprises/:enterpriseId/revisits',
  summary: '记一次回查',
  access: 'signed-in',
  who: 'households.write',
  params,
  body: z.strictObject({
    visitedOn: day,
    memberCount: count(10_000),
    /** What of each checklist was there; of an unorganised enterprise only `staff`. */
    answers,
    note: text(500).nullable().default(null),
  }),
  output: z.object({ revisitId: id, grade: z.enum(revisitGrades), orders: z.array(z.enum(orderKinds)) }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'conflict.duplicate'],
})

export const getEnterprise = defineEndpoint({
  method: 'GET',
  path: '/enterprises/:enterpriseId',
  summary: '一家企业的回查和后续',
  access: 'signed-in',
  who: 'grids.read',
  params,
  output: enterpriseRow.extend({
    revisits: z.array(
      z.object({
        revisitId: id,
        visitedOn: day,
        grade: z.enum(revisitGrades),
        gradeLabel: z.string(),
        memberCount: z.number().int(),
        missing: z.array(z.string()),
        note: z.string().nullable(),
        instructorName: z.string().nullable(),
        liaisonName: z.string().nullable(),
        /** Put right after it was recorded, and why. */
        correctReason: z.string().nullable(),
      }),
    ),
    abilities: z.object({ write: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found'],
})

/** The result of one who was sent there, as the person and the person's branch see it: nothing of the enterprise. */
const inspection = z.object({
  factId: id,
  revisitId: id,
  memberId: id,
  visitedOn: day,
  role: z.enum(inspectionRoles),
  roleLabel: z.string(),
  result: z.enum(revisitGrades),
  resultLabel: z.string(),
  missing: z.array(z.string()),
  /** 2026年11月19日回查，指导员，一般，没有做到：做了什么有记录 */
  saying: z.string(),
})

/**
 * One revisit: for who looks after the grid what was answered, for the two who were sent there and their branches their
 * own results. Whatever the reader may not see is null or left out.
 */
export const getRevisit = defineEndpoint({
  method: 'GET',
  path: '/enterprise-revisits/:revisitId',
  summary: '一次回查和两员的结果',
  access: 'signed-in',
  who: 'grids.read',
  params: z.object({ revisitId: id }),
  output: z.object({
    revisitId: id,
    visitedOn: day,
    enterprise: z.object({ enterpriseId: id.nullable(), name: z.string() }).nullable(),
    people: z.array(inspection.extend({ name: z.string() })),
    /** To put right: what was there and what was not. */
    answered: z
      .object({
        version: z.number().int(),
        items: z.array(z.object({ key: z.string(), label: z.string(), there: z.boolean() })),
      })
      .nullable(),
    correctReason: z.string().nullable(),
    abilities: z.object({ correct: z.boolean() }),
  }),
  errors: ['not-found'],
})

/** What was answered wrongly is put right; grades, orders that are open and the results of the two follow. */
export const correctRevisit = defineEndpoint({
  method: 'POST',
  path: '/enterprise-revisits/:revisitId/correction',
  summary: '更正一次回查',
  access: 'signed-in',
  who: 'households.write',
  params: z.object({ revisitId: id }),
  body: z.strictObject({ answers, reason: line(200), version: z.number().int() }),
  output: z.object({ revisitId: id, grade: z.enum(revisitGrades), orders: z.array(z.enum(orderKinds)) }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'version.stale'],
})

/** What revisits of a year found of somebody's work at enterprises; for the person and the person's branch. */
export const listInspections = defineEndpoint({
  method: 'GET',
  path: '/members/:memberId/inspections',
  summary: '一个人一年里的两员工作回查',
  access: 'signed-in',
  who: 'points.names here',
  params: z.object({ memberId: id }),
  query: z.object({ year: z.coerce.number().int().min(1949).max(2200).optional() }),
  output: z.object({
    year: z.number().int(),
    rows: z.array(inspection.extend({ underObjection: z.boolean() })),
    abilities: z.object({ object: z.boolean() }),
  }),
  errors: ['not-found'],
})

export const fulfilOrder = defineEndpoint({
  method: 'POST',
  path: '/enterprise-orders/:orderId/fulfilment',
  summary: '后续办好了',
  access: 'signed-in',
  who: 'households.write',
  params: z.object({ orderId: id }),
  body: z.strictObject({ doneOn: day, note: line(200) }),
  output: z.object({ orderId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const enterpriseEndpoints = {
  listEnterprises,
  addEnterprise,
  changeEnterprise,
  closeEnterprise,
  recordRevisit,
  getEnterprise,
  getRevisit,
  correctRevisit,
  listInspections,
  fulfilOrder,
}
