import {
  type HelpMenu,
  helpKindLabels,
  helpMenuLabels,
  helpMenus,
  isHelpKind,
  type PairingOutcome,
  pairingOutcomeLabels,
  shippedMenus,
} from '../../../contract/pairing-words.ts'
import type { HelpRow, PairingRow } from '../../../contract/pairings.ts'
import type { Actor, Ctx, Sealer } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import type { HelpRecord } from './help-queries.ts'
import type { ItemRow } from './menu-queries.ts'
import { isOwn, mayKnowDoor, mayWrite } from './policy.ts'
import type { PairingRecord, ReviewRecord } from './queries.ts'
import { addressContext } from './rules.ts'

/** The register's own word where it is read; for the member the copy that was made for that. */
function addressOf(actor: Actor, sealer: Sealer, row: PairingRecord): string | null {
  if (!mayKnowDoor(actor, row)) return null
  if (row.address) return row.address
  if (!isOwn(actor, row) || !row.address_sealed) return null
  return sealer.open(row.address_sealed, addressContext(row.pairing_id))
}

export function presentPairing(ctx: Ctx, sealer: Sealer, row: PairingRecord, dueBy: string): PairingRow {
  return {
    pairingId: row.pairing_id,
    memberId: row.member_id,
    memberName: row.member_name ?? '一位党员',
    branchName: row.branch_name,
    householdId: row.household_id,
    gridName: row.grid_name,
    address: addressOf(ctx.actor, sealer, row),
    menu: row.menu,
    menuLabel: helpMenuLabels[row.menu],
    startedOn: row.started_on,
    reviewOn: row.review_on,
    isDue: row.ended_on === null && row.review_on <= dueBy,
    endedOn: row.ended_on,
    endWhy: row.end_why,
    endLabel: row.end_why && pairingOutcomeLabels[row.end_why],
    helps: row.helps,
    fen: row.fen,
    lastOn: row.last_on,
    follows: row.follows_id !== null,
  }
}

export function presentHelp(
  actor: Actor,
  of: PairingRecord,
  row: HelpRecord,
  labels: ReadonlyMap<string, string>,
): HelpRow {
  const mayVoid = row.void_reason === null && (isOwn(actor, of) || mayWrite(actor, of))
  return {
    helpId: row.help_id,
    label: isHelpKind(row.item) ? helpKindLabels[row.item] : (labels.get(row.item) ?? '自定的一项'),
    helpedOn: row.helped_on,
    fen: row.fen,
    hasText: row.has_said,
    voidReason: row.void_reason,
    abilities: { look: row.has_said && mayKnowDoor(actor, of), void: mayVoid },
  }
}

export function presentReview(row: ReviewRecord) {
  const outcome = row.outcome as PairingOutcome
  return {
    reviewId: row.review_id,
    reviewedOn: row.reviewed_on,
    outcome,
    outcomeLabel: pairingOutcomeLabels[outcome],
    byName: row.by_name,
  }
}

export function itemsOf(actor: Actor, menu: HelpMenu, added: readonly ItemRow[]) {
  const shipped = shippedMenus[menu].map((kind) => ({
    item: kind as string,
    label: helpKindLabels[kind],
    addedBy: null,
    isOwn: false,
  }))
  const own = added
    .filter((row) => row.menu === menu)
    .map((row) => ({
      item: row.item_id,
      label: row.label,
      addedBy: row.org_name,
      isOwn: may(actor, 'pairings.menus', row),
    }))
  return [...shipped, ...own]
}

export function presentMenus(actor: Actor, added: readonly ItemRow[]) {
  return helpMenus.map((menu) => ({ menu, label: helpMenuLabels[menu], items: itemsOf(actor, menu, added) }))
}
