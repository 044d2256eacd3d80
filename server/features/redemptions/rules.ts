import { addDays } from '../../core/clock/days.ts'

export type Programme = {
  valid_from: string
  valid_to: string
  first_day: string
  budget_fen: number
  spent_fen: number
  ceiling_fen: number
  closed_at: Date | null
}

export type ProgrammeState = 'coming' | 'open' | 'over' | 'closed'

export function stateOf(programme: Programme, today: string): ProgrammeState {
  if (programme.closed_at) return 'closed'
  if (today < programme.first_day) return 'coming'
  return today > programme.valid_to ? 'over' : 'open'
}

export const stateLabels: Record<ProgrammeState, string> = {
  coming: '还没开始',
  open: '正在兑换',
  over: '到期了',
  closed: '停办了',
}

export type Item = { price_points: number; unit_fen: number; stock: number; retired_at: Date | null }

/** What one person has: booked in the span, redeemed of it already, and what gifts of this year have cost. */
export type Account = { booked: number; redeemed: number; yearFen: number }

/**
 * What may still be redeemed. Later corrections may have taken booked points back: then it is nothing, never a debt.
 */
export function leftOf({ booked, redeemed }: Pick<Account, 'booked' | 'redeemed'>): number {
  return Math.max(0, booked - redeemed)
}

/** Why somebody cannot have so many of an item, in words without a figure of the person's; null when they can. */
export function refusalFor(
  programme: Programme,
  item: Item,
  account: Account,
  wish: { quantity: number; today: string },
): string | null {
  const { quantity, today } = wish
  const state = stateOf(programme, today)
  if (state === 'coming') return `${sayDay(programme.first_day)}起才能兑换。`
  if (state !== 'open') return `这项兑换${stateLabels[state]}。`
  if (item.retired_at) return '这一样不再兑换了，请换一样。'
  if (item.stock < quantity)
    return item.stock === 0 ? '这一样兑完了，请换一样。' : `只剩 ${item.stock} 份了。`
  if (leftOf(account) < item.price_points * quantity) return '可兑换的积分不够兑这一样。'
  const fen = item.unit_fen * quantity
  if (account.yearFen + fen > programme.ceiling_fen) return '超过每人每年的上限了，明年再兑。'
  if (programme.spent_fen + fen > programme.budget_fen) return '这项兑换的经费用完了，请问支部。'
  return null
}

function sayDay(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
}

/** What is wrong with the days of a programme: the field and a sentence. */
export function findDayFlaw(
  days: { validFrom: string; validTo: string; firstDay: string },
  today: string,
): { field: string; message: string } | null {
  if (days.validTo < days.validFrom) return { field: 'body.validTo', message: '结束的日子要在开始之后。' }
  if (days.validTo < today) return { field: 'body.validTo', message: '这一段已经过去了。' }
  if (days.firstDay < days.validFrom || days.firstDay > days.validTo)
    return { field: 'body.firstDay', message: '开始兑换的日子要在这一段里面。' }
  if (days.validTo > addDays(days.validFrom, 2 * 366))
    return { field: 'body.validTo', message: '一项兑换最长两年，请分开办。' }
  return null
}
