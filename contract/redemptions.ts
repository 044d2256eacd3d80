import { z } from 'zod'
import { day, hundredths, id, instant, line, listOf, orgId, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

export const valueKinds = ['goods', 'honour'] as const
export type ValueKind = (typeof valueKinds)[number]
const valueKind = z.enum(valueKinds)

export const valueKindLabels: Record<ValueKind, string> = { goods: '小件物品', honour: '荣誉' }

/** Money in 分, at most a million yuan. */
const fen = z.number().int().min(0).max(100_000_000)
const price = hundredths.positive()
const count = z.number().int().min(1).max(10_000)

const item = z.object({
  itemId: id,
  name: z.string(),
  price: hundredths,
  unitFen: fen,
  stock: z.number().int(),
  retired: z.boolean(),
})

const programme = z.object({
  programmeId: id,
  orgId,
  orgName: z.string(),
  name: z.string(),
  valueKind,
  valueKindLabel: z.string(),
  validFrom: day,
  validTo: day,
  firstDay: day,
  /** Per person and calendar year, over all programmes of the organisation. */
  ceilingFen: fen,
  state: z.enum(['coming', 'open', 'over', 'closed']),
  stateLabel: z.string(),
  closeReason: z.string().nullable(),
})

const redemption = z.object({
  redemptionId: id,
  programmeId: id,
  programmeName: z.string(),
  itemName: z.string(),
  quantity: z.number().int(),
  points: hundredths,
  madeAt: instant,
  state: z.enum(['waiting', 'handed', 'cancelled']),
  stateLabel: z.string(),
  handed: z.object({ at: instant, byName: z.string() }).nullable(),
  cancelled: z.object({ at: instant, byName: z.string(), reason: z.string() }).nullable(),
  abilities: z.object({ handOver: z.boolean(), cancel: z.boolean() }),
})

/** Programmes of the organisations where one opens or serves them. None until one is opened: there is no default. */
export const listProgrammes = defineEndpoint({
  method: 'GET',
  path: '/redemption-programmes',
  summary: '积分兑换的办法',
  access: 'signed-in',
  who: 'redemptions.serve anywhere',
  output: z.object({
    rows: z.array(programme.extend({ budgetFen: fen, spentFen: fen, waiting: z.number().int() })),
    /** Where one may open another. */
    mayOpenAt: z.array(z.object({ orgId, name: z.string() })),
  }),
  errors: ['access.denied'],
})

export const openProgramme = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/redemption-programmes',
  summary: '开办积分兑换',
  access: 'signed-in',
  who: 'redemptions.open here',
  params: z.object({ orgId }),
  body: z.strictObject({
    name: line(60),
    valueKind,
    validFrom: day,
    validTo: day,
    firstDay: day,
    budgetFen: fen,
    ceilingFen: fen,
  }),
  output: z.object({ programmeId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

const ofProgramme = { access: 'signed-in', params: z.object({ programmeId: id }) } as const

/** For the desk: items, money, and who has redeemed what. A person's points are not shown here. */
export const getProgramme = defineEndpoint({
  ...ofProgramme,
  method: 'GET',
  path: '/redemption-programmes/:programmeId',
  who: 'redemptions.serve here',
  summary: '一项积分兑换',
  query: z.object({ ...pageQuery }),
  output: z.object({
    programme: programme.extend({ budgetFen: fen, spentFen: fen }),
    items: z.array(item),
    redemptions: listOf(redemption.extend({ memberId: id, memberName: z.string(), branchName: z.string() })),
    abilities: z.object({ change: z.boolean(), serve: z.boolean() }),
  }),
  errors: ['not-found'],
})

export const closeProgramme = defineEndpoint({
  ...ofProgramme,
  method: 'POST',
  path: '/redemption-programmes/:programmeId/close',
  who: 'redemptions.open here',
  summary: '停办积分兑换',
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ programmeId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const addRedemptionItem = defineEndpoint({
  ...ofProgramme,
  method: 'POST',
  path: '/redemption-programmes/:programmeId/items',
  who: 'redemptions.open here',
  summary: '添一样可以兑换的',
  body: z.strictObject({ name: line(40), price, unitFen: fen, stock: count }),
  output: z.object({ itemId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

const ofItem = { access: 'signed-in', params: z.object({ itemId: id }) } as const

export const restockItem = defineEndpoint({
  ...ofItem,
  method: 'POST',
  path: '/redemption-items/:itemId/stock',
  who: 'redemptions.open here',
  summary: '补货',
  body: z.strictObject({ add: count }),
  output: z.object({ itemId: id, stock: z.number().int() }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const retireItem = defineEndpoint({
  ...ofItem,
  method: 'POST',
  path: '/redemption-items/:itemId/retire',
  who: 'redemptions.open here',
  summary: '不再兑换这一样',
  body: z.strictObject({}),
  output: z.object({ itemId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/**
 * What one may redeem now, and what one has redeemed. Redeeming lowers no figure anywhere: `left` is what was booked
 * in the programme's span within its organisation, less what was redeemed of it already.
 */
export const getOwnRedemptions = defineEndpoint({
  method: 'GET',
  path: '/redemptions/mine',
  summary: '我的积分兑换',
  access: 'signed-in',
  who: 'signed-in',
  output: z.object({
    programmes: z.array(
      programme.extend({
        booked: z.number().int(),
        redeemed: z.number().int(),
        left: z.number().int(),
        /** What is left of the ceiling of this year. */
        ceilingLeftFen: fen,
        items: z.array(item.extend({ mayRedeem: z.boolean(), why: z.string().nullable() })),
      }),
    ),
    redemptions: z.array(redemption),
  }),
})

/** Without a member for oneself on the phone; at the desk for whoever stands there. */
export const redeem = defineEndpoint({
  ...ofItem,
  method: 'POST',
  path: '/redemption-items/:itemId/redeem',
  who: 'redemptions.serve here',
  summary: '兑换',
  body: z.strictObject({
    quantity: z.number().int().min(1).max(20).default(1),
    memberId: id.nullable().default(null),
  }),
  output: z.object({ redemptionId: id, itemName: z.string(), points: hundredths }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

const ofRedemption = { access: 'signed-in', params: z.object({ redemptionId: id }) } as const

/** By one person who signs for it, never to oneself or to kin. */
export const handOver = defineEndpoint({
  ...ofRedemption,
  method: 'POST',
  path: '/redemptions/:redemptionId/hand-over',
  who: 'redemptions.serve here',
  summary: '交给本人了',
  body: z.strictObject({}),
  output: z.object({ redemptionId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/** Before it was handed over; the stock, the money and what one may redeem are as before. */
export const cancelRedemption = defineEndpoint({
  ...ofRedemption,
  method: 'POST',
  path: '/redemptions/:redemptionId/cancel',
  who: 'redemptions.serve here',
  summary: '取消一次兑换',
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ redemptionId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const redemptionEndpoints = {
  listProgrammes,
  openProgramme,
  getProgramme,
  closeProgramme,
  addRedemptionItem,
  restockItem,
  retireItem,
  getOwnRedemptions,
  redeem,
  handOver,
  cancelRedemption,
}
