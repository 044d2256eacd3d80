import { z } from 'zod'
import { day, id, line, listOf, orgId, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { helpMenus, pairingEnds, pairingOutcomes } from './pairing-words.ts'

const item = z.string().trim().min(1).max(40)

const menuItem = z.object({
  /** A code of the shipped menus, or the id of one that was added. */
  item,
  label: z.string(),
  /** Who added it; of a shipped one nobody. */
  addedBy: z.string().nullable(),
  /** May the actor take it off? */
  isOwn: z.boolean(),
})

const menu = z.object({ menu: z.enum(helpMenus), label: z.string(), items: z.array(menuItem) })

/** The menus that hold at an organisation: the shipped items, and what it and those above it have added. */
export const getHelpMenus = defineEndpoint({
  method: 'GET',
  path: '/help-menus',
  summary: '帮扶菜单',
  access: 'signed-in',
  who: 'signed-in',
  output: z.object({
    menus: z.array(menu),
    /** Where the actor may add an item. */
    places: z.array(z.object({ orgId, name: z.string() })),
  }),
})

export const addHelpItem = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/help-items',
  summary: '给帮扶菜单加一项',
  access: 'signed-in',
  who: 'pairings.menus',
  params: z.object({ orgId }),
  body: z.strictObject({ menu: z.enum(helpMenus), label: line(20) }),
  output: z.object({ itemId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'conflict.duplicate'],
})

/** Offered no more; what was given by it stays. */
export const endHelpItem = defineEndpoint({
  method: 'POST',
  path: '/help-items/:itemId/end',
  summary: '帮扶菜单去掉一项',
  access: 'signed-in',
  who: 'pairings.menus',
  params: z.object({ itemId: id }),
  body: z.strictObject({}),
  output: z.object({ itemId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

const pairingRow = z.object({
  pairingId: id,
  memberId: id,
  memberName: z.string(),
  branchName: z.string(),
  householdId: id,
  gridName: z.string(),
  /** For the member while it lasts, and for who reads the register of that grid. */
  address: z.string().nullable(),
  menu: z.enum(helpMenus),
  menuLabel: z.string(),
  startedOn: day,
  reviewOn: day,
  isDue: z.boolean(),
  endedOn: day.nullable(),
  endWhy: z.enum(pairingEnds).nullable(),
  endLabel: z.string().nullable(),
  /** Helps on record, what was taken back left out. */
  helps: z.number().int(),
  fen: z.number().int(),
  lastOn: day.nullable(),
  follows: z.boolean(),
})
export type PairingRow = z.output<typeof pairingRow>

/** Pairings in reach; those of one household or of one member, ended ones among them, are its history. */
export const listPairings = defineEndpoint({
  method: 'GET',
  path: '/pairings',
  summary: '帮扶对子',
  access: 'signed-in',
  who: 'pairings.read anywhere',
  query: z.object({
    ...pageQuery,
    only: z.enum(['open', 'due', 'ended', 'all']).default('open'),
    branchId: orgId.optional(),
    householdId: id.optional(),
    memberId: id.optional(),
  }),
  output: listOf(pairingRow).extend({
    /** Of all in reach that the branch, household or member asked for leaves, whichever `only` is. */
    totals: z.object({
      open: z.number().int(),
      due: z.number().int(),
      helps: z.number().int(),
      fen: z.number().int(),
    }),
    branches: z.array(z.object({ orgId, name: z.string() })),
    abilities: z.object({ start: z.boolean() }),
  }),
  errors: ['access.denied'],
})

/** The household has agreed on that day, for a year; half-way it is reviewed. */
export const startPairing = defineEndpoint({
  method: 'POST',
  path: '/pairings',
  summary: '结一个帮扶对子',
  access: 'signed-in',
  who: { all: ['pairings.write', 'households.read'] },
  body: z.strictObject({ memberId: id, householdId: id, menu: z.enum(helpMenus), agreedOn: day }),
  output: z.object({ pairingId: id, reviewOn: day }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

const helpRow = z.object({
  helpId: id,
  label: z.string(),
  helpedOn: day,
  fen: z.number().int().nullable(),
  /** Something was written down: seen by a look of its own. */
  hasText: z.boolean(),
  voidReason: z.string().nullable(),
  abilities: z.object({ look: z.boolean(), void: z.boolean() }),
})
export type HelpRow = z.output<typeof helpRow>

const params = z.object({ pairingId: id })

export const getPairing = defineEndpoint({
  method: 'GET',
  path: '/pairings/:pairingId',
  summary: '一个帮扶对子',
  access: 'signed-in',
  who: 'pairings.read',
  params,
  output: pairingRow.extend({
    items: z.array(menuItem),
    rows: z.array(helpRow),
    reviews: z.array(
      z.object({
        reviewId: id,
        reviewedOn: day,
        outcome: z.enum(pairingOutcomes),
        outcomeLabel: z.string(),
        byName: z.string().nullable(),
      }),
    ),
    abilities: z.object({ help: z.boolean(), review: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found'],
})

/** One help by the menu, once a day of a kind: by the member, or by the office for who has no phone. */
export const recordHelp = defineEndpoint({
  method: 'POST',
  path: '/pairings/:pairingId/helps',
  summary: '记一次帮扶',
  access: 'signed-in',
  who: 'pairings.write',
  params,
  body: z.strictObject({
    item,
    helpedOn: day,
    /** Sealed. */
    text: line(100).nullable().default(null),
    /** Money that was handed over, in fen, and what for: of funds always, of what is shipped besides never. */
    money: z
      .strictObject({ fen: z.number().int().min(1).max(100_000_000), what: line(60) })
      .nullable()
      .default(null),
  }),
  output: z.object({ helpId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

const helpParams = z.object({ helpId: id })

/** What was written of one help. Whoever else than the member looks stands in the log. */
export const showHelp = defineEndpoint({
  method: 'POST',
  path: '/pairing-helps/:helpId/look',
  summary: '看帮扶记了什么',
  access: 'signed-in',
  who: 'households.read',
  params: helpParams,
  body: z.strictObject({}),
  output: z.object({ text: z.string().nullable(), moneyWhat: z.string().nullable() }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/** Recorded wrongly: taken back with a reason; what followed from it is taken back with it. */
export const voidHelp = defineEndpoint({
  method: 'POST',
  path: '/pairing-helps/:helpId/voiding',
  summary: '一次帮扶作废',
  access: 'signed-in',
  who: 'pairings.write',
  params: helpParams,
  body: z.strictObject({ reason: line(100) }),
  output: z.object({ helpId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/** The household was asked and agrees to go on, or it ends, or another member or menu takes its place [003-16]. */
export const reviewPairing = defineEndpoint({
  method: 'POST',
  path: '/pairings/:pairingId/reviews',
  summary: '复核一个帮扶对子',
  access: 'signed-in',
  who: 'pairings.write',
  params,
  body: z.strictObject({
    reviewedOn: day,
    outcome: z.enum(pairingOutcomes),
    /** Of an adjustment: who goes on, by which menu. */
    next: z
      .strictObject({ memberId: id, menu: z.enum(helpMenus) })
      .nullable()
      .default(null),
  }),
  output: z.object({ reviewId: id, nextPairingId: id.nullable() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

/** One's own, those that last first, each with its address, its menu and what was given last. */
export const getOwnPairings = defineEndpoint({
  method: 'GET',
  path: '/own-pairings',
  summary: '我的帮扶对子',
  access: 'signed-in',
  who: 'own',
  output: z.object({
    rows: z.array(pairingRow.extend({ items: z.array(menuItem), last: z.array(helpRow) })),
  }),
  errors: ['access.denied'],
})

export const pairingEndpoints = {
  getHelpMenus,
  addHelpItem,
  endHelpItem,
  listPairings,
  startPairing,
  getPairing,
  recordHelp,
  showHelp,
  voidHelp,
  reviewPairing,
  getOwnPairings,
}
