import { z } from 'zod'
import { day, id, instant, line, listOf, orgId, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { cell, itemRow, menu, monday, receiverKinds, wish, worklistStates } from './worklist-shapes.ts'

const worklistId = id
const minutes = z.number().int().min(0)

const head = z.object({
  worklistId,
  /** Given when it is sent. */
  no: z.number().int().nullable(),
  orgId,
  orgName: z.string(),
  weekFrom: day,
  weekTo: day,
  title: z.string(),
  note: z.string(),
  toKind: z.enum(receiverKinds),
  toKindLabel: z.string(),
  state: z.enum(worklistStates),
  stateLabel: z.string(),
  /** Of one receiver at the most. */
  minutes,
  receivers: z.number().int(),
})

/** Lists that organisations in the reader's scope sent or got, the latest week first. */
export const listWorklists = defineEndpoint({
  method: 'GET',
  path: '/worklists',
  summary: '每周工作清单',
  access: 'signed-in',
  who: 'worklists.read anywhere',
  query: z.object(pageQuery),
  output: listOf(head.extend({ receipts: z.number().int() })).extend({
    places: z.array(z.object({ orgId, name: z.string() })),
  }),
  errors: ['access.denied'],
})

const receiver = z.object({
  orgId,
  name: z.string(),
  receipt: z.object({ byName: z.string(), at: instant }).nullable(),
  /** How to reach whoever has not said 收到: a name, the number masked. */
  contact: z
    .object({
      name: z.string(),
      mobile: z.string().nullable(),
      /** By `revealContact`, with a reason. */
      reveal: z.boolean(),
    })
    .nullable(),
  /** What is wanted altogether (musts and so many of each menu), and how much of it is done. */
  wanted: z.number().int(),
  done: z.number().int(),
})

const overBudget = z.object({
  askedByName: z.string(),
  askReason: z.string(),
  minutes,
  decided: z
    .object({ approved: z.boolean(), byName: z.string(), at: instant, reason: z.string() })
    .nullable(),
})

/** What a list may be made of: the weeks that it may be for, whom it may be to, and what a record can answer. */
export const getWorklistChoices = defineEndpoint({
  method: 'GET',
  path: '/worklists/choices',
  summary: '写清单时能选的',
  access: 'signed-in',
  who: 'worklists.send anywhere',
  output: z.object({
    weeks: z.array(z.object({ from: day, to: day })),
    toKinds: z.array(z.object({ kind: z.enum(receiverKinds), label: z.string() })),
    deeds: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        factKind: z.string(),
        pattern: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
  errors: ['access.denied'],
})

/** With the rows of the receivers in the reader's scope. */
export const getWorklist = defineEndpoint({
  method: 'GET',
  path: '/worklists/:worklistId',
  summary: '一份每周工作清单',
  access: 'signed-in',
  who: 'worklists.send here',
  params: z.object({ worklistId }),
  output: z.object({
    worklist: head.extend({
      version: z.number().int(),
      sentByName: z.string().nullable(),
      sentAt: instant.nullable(),
      withdrawReason: z.string().nullable(),
    }),
    menus: z.array(menu),
    items: z.array(itemRow),
    receivers: z.array(receiver),
    cells: z.array(cell),
    /** What the most burdened receiver would be asked in that week, this list included, against the county's budget. */
    cost: z.object({ receivers: z.number().int(), minutes, total: minutes, week: minutes, budget: minutes }),
    overBudget: overBudget.nullable(),
    abilities: z.object({
      change: z.boolean(),
      send: z.boolean(),
      discard: z.boolean(),
      withdraw: z.boolean(),
      askOver: z.boolean(),
      decideOver: z.boolean(),
    }),
  }),
  errors: ['not-found', 'access.denied'],
})

export const draftWorklist = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/worklists',
  summary: '写一份每周工作清单',
  access: 'signed-in',
  who: 'worklists.send here',
  params: z.object({ orgId }),
  body: wish,
  output: z.object({ worklistId }),
  errors: ['not-found', 'access.denied', 'input.invalid'],
})

export const changeWorklist = defineEndpoint({
  method: 'PUT',
  path: '/worklists/:worklistId',
  summary: '改还没下发的清单',
  access: 'signed-in',
  who: 'worklists.send here',
  params: z.object({ worklistId }),
  body: wish.extend({ version: z.number().int() }),
  output: z.object({ worklistId }),
  errors: ['not-found', 'access.denied', 'input.invalid', 'state.wrong', 'version.stale'],
})

const oneStep = {
  method: 'POST',
  access: 'signed-in',
  params: z.object({ worklistId }),
  output: z.object({ worklistId }),
  errors: ['not-found', 'access.denied', 'input.invalid', 'state.wrong'],
} as const
const withReason = z.strictObject({ reason: line(200) })

/** Refused above the county's budget, until the county's officer has said yes. */
export const sendWorklist = defineEndpoint({
  ...oneStep,
  path: '/worklists/:worklistId/send',
  who: 'worklists.send here',
  summary: '下发清单',
})
export const discardWorklist = defineEndpoint({
  ...oneStep,
  path: '/worklists/:worklistId/discard',
  who: 'worklists.send here',
  summary: '不要这份没下发的清单',
})
export const withdrawWorklist = defineEndpoint({
  ...oneStep,
  path: '/worklists/:worklistId/withdraw',
  who: 'worklists.send here',
  summary: '收回已下发的清单',
  body: withReason,
})
export const askOverBudget = defineEndpoint({
  ...oneStep,
  path: '/worklists/:worklistId/over-budget',
  who: 'worklists.send here',
  summary: '超过每周分钟数，请县里批',
  body: withReason,
})
export const decideOverBudget = defineEndpoint({
  ...oneStep,
  path: '/worklists/:worklistId/over-budget/decision',
  who: 'worklists.budget here',
  summary: '批不批超过每周分钟数',
  body: withReason.extend({ approved: z.boolean() }),
})

const atOrg = { worklistId, orgId }

/** 收到: once; who reads what and when is not kept. */
export const giveReceipt = defineEndpoint({
  ...oneStep,
  path: '/worklists/:worklistId/organisations/:orgId/receipt',
  who: 'worklists.answer here',
  summary: '收到清单',
  params: z.object(atOrg),
})

/** All picks as they should be; one that is done cannot be given up. */
export const pickItems = defineEndpoint({
  ...oneStep,
  method: 'PUT',
  path: '/worklists/:worklistId/organisations/:orgId/picks',
  who: 'worklists.answer here',
  summary: '从菜单里选',
  params: z.object(atOrg),
  body: z.strictObject({ itemIds: z.array(id).max(30) }),
})

export const answerItem = defineEndpoint({
  ...oneStep,
  method: 'PUT',
  path: '/worklists/:worklistId/organisations/:orgId/answers/:itemId',
  who: 'worklists.answer here',
  summary: '答一件事',
  params: z.object({ ...atOrg, itemId: id }),
  body: z.strictObject({ text: line(200) }),
  output: z.object({ worklistId, late: z.boolean() }),
})

/** The facts by which an item is answered. Without names: what was done is asked, not by whom. */
export const listItemRecords = defineEndpoint({
  method: 'GET',
  path: '/worklists/:worklistId/organisations/:orgId/records/:itemId',
  summary: '一件事由哪些记录答了',
  access: 'signed-in',
  who: 'worklists.read',
  params: z.object({ ...atOrg, itemId: id }),
  output: z.object({
    rows: z.array(
      z.object({
        factId: id,
        day,
        title: z.string(),
        quantity: z.number().int().nullable(),
        recordedAt: instant,
        /** Below the entry's base; null where the record has no page of its own. */
        link: z.string().nullable(),
      }),
    ),
  }),
  errors: ['not-found', 'access.denied'],
})

const weekQuery = z.object({ week: monday.optional() })

/** Everything that is asked of one organisation in a week: this week unless stated. */
export const getOrgWeek = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/week',
  summary: '一个组织的这一周',
  access: 'signed-in',
  who: 'worklists.read',
  params: z.object({ orgId }),
  query: weekQuery,
  output: z.object({
    orgId,
    orgName: z.string(),
    weekFrom: day,
    weekTo: day,
    minutes,
    budget: minutes,
    lists: z.array(
      z.object({
        worklist: head,
        receipt: z.object({ byName: z.string(), at: instant }).nullable(),
        menus: z.array(menu),
        items: z.array(itemRow),
        cells: z.array(cell),
      }),
    ),
    abilities: z.object({ answer: z.boolean() }),
  }),
  errors: ['not-found', 'access.denied', 'input.invalid'],
})

export const worklistEndpoints = {
  getWorklistChoices,
  listWorklists,
  getWorklist,
  draftWorklist,
  changeWorklist,
  sendWorklist,
  discardWorklist,
  withdrawWorklist,
  askOverBudget,
  decideOverBudget,
  giveReceipt,
  pickItems,
  answerItem,
  listItemRecords,
  getOrgWeek,
}
