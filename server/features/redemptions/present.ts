import { valueKindLabels } from '../../../contract/redemptions.ts'
import type { Actor } from '../../core/context/context.ts'
import { isWaiting, mayCancel, mayHandOver } from './policy.ts'
import type { ItemRow, ProgrammeRow } from './queries.ts'
import type { RedemptionRow } from './redemption-queries.ts'
import { type Account, leftOf, refusalFor, stateLabels, stateOf } from './rules.ts'

export function presentProgramme(row: ProgrammeRow, today: string) {
  const state = stateOf(row, today)
  return {
    programmeId: row.programme_id,
    orgId: row.org_id,
    orgName: row.org_name,
    name: row.name,
    valueKind: row.value_kind,
    valueKindLabel: valueKindLabels[row.value_kind],
    validFrom: row.valid_from,
    validTo: row.valid_to,
    firstDay: row.first_day,
    ceilingFen: row.ceiling_fen,
    state,
    stateLabel: stateLabels[state],
    closeReason: row.close_reason,
  }
}

/** With its money, for the desk. */
export function presentForDesk(row: ProgrammeRow, today: string) {
  return { ...presentProgramme(row, today), budgetFen: row.budget_fen, spentFen: row.spent_fen }
}

export function presentItem(row: ItemRow) {
  return {
    itemId: row.item_id,
    name: row.name,
    price: row.price_points,
    unitFen: row.unit_fen,
    stock: row.stock,
    retired: row.retired_at !== null,
  }
}

/** A programme as the member sees it: what one may redeem, and of each item whether one may and why not. */
export function presentForMember(
  row: ProgrammeRow,
  items: readonly ItemRow[],
  account: Account,
  today: string,
) {
  return {
    ...presentProgramme(row, today),
    booked: account.booked,
    redeemed: account.redeemed,
    left: leftOf(account),
    ceilingLeftFen: Math.max(0, row.ceiling_fen - account.yearFen),
    items: items
      .filter((item) => item.programme_id === row.programme_id && !item.retired_at)
      .map((item) => {
        const why = refusalFor(row, item, account, { quantity: 1, today })
        return { ...presentItem(item), mayRedeem: why === null, why }
      }),
  }
}

const labels = { waiting: '等着领', handed: '领走了', cancelled: '取消了' } as const

function stateOfOne(row: RedemptionRow): keyof typeof labels {
  if (isWaiting(row)) return 'waiting'
  return row.handed_at ? 'handed' : 'cancelled'
}

export function presentRedemption(actor: Actor, row: RedemptionRow) {
  const state = stateOfOne(row)
  return {
    redemptionId: row.redemption_id,
    programmeId: row.programme_id,
    programmeName: row.programme_name,
    itemName: row.item_name,
    quantity: row.quantity,
    points: row.points,
    madeAt: row.made_at.toISOString(),
    state,
    stateLabel: labels[state],
    handed: row.handed_at && { at: row.handed_at.toISOString(), byName: row.handed_by_name ?? '' },
    cancelled: row.cancelled_at && {
      at: row.cancelled_at.toISOString(),
      byName: row.cancelled_by_name ?? '',
      reason: row.cancel_reason ?? '',
    },
    abilities: { handOver: mayHandOver(actor, row), cancel: mayCancel(actor, row) },
  }
}

export function presentAtDesk(actor: Actor, row: RedemptionRow) {
  return {
    ...presentRedemption(actor, row),
    memberId: row.member_id,
    memberName: row.member_name ?? '不在本支部的党员',
    branchName: row.branch_name,
  }
}
