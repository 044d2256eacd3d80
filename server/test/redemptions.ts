import type { z } from 'zod'
import * as contract from '../../contract/redemptions.ts'
import type { Answer, Person } from './app.ts'

type Wish = z.input<(typeof contract.openProgramme)['body']>
type ItemWish = z.input<(typeof contract.addRedemptionItem)['body']>

function bodyOf<T>({ status, body, error }: Answer<T>): T {
  if (status !== 200) throw new Error(error.message)
  return body
}

export const programmeOf = (more: Partial<Wish> = {}): Wish => ({
  name: '2026 年积分兑换',
  valueKind: 'goods',
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  firstDay: '2026-11-01',
  budgetFen: 100_000,
  ceilingFen: 10_000,
  ...more,
})

export async function opened(who: Person, orgId: number, more: Partial<Wish> = {}): Promise<string> {
  const sent = { params: { orgId }, body: programmeOf(more) }
  return bodyOf(await who.ask(contract.openProgramme, sent)).programmeId
}

export async function withItem(
  who: Person,
  programmeId: string,
  more: Partial<ItemWish> = {},
): Promise<string> {
  const body = { name: '毛巾', price: 100, unitFen: 800, stock: 10, ...more }
  return bodyOf(await who.ask(contract.addRedemptionItem, { params: { programmeId }, body })).itemId
}

export type RedeemWish = { memberId?: string | null; quantity?: number; requestId?: string }

export function tryToRedeem(who: Pick<Person, 'ask'>, itemId: string, wish: RedeemWish = {}) {
  const { memberId = null, quantity = 1, requestId } = wish
  const body = { memberId, quantity }
  return who.ask(contract.redeem, { params: { itemId }, body, ...(requestId && { requestId }) })
}
