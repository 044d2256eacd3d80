import type { AidRow, HardshipRow } from '../../../../contract/hardship-files.ts'
import { type AidKind, aidKindLabels, hardshipSettingLabels } from '../../../../contract/pairing-words.ts'
import { concernOf } from '../../../core/context/concern.ts'
import type { Actor, Sealer } from '../../../core/context/context.ts'
import { may } from '../../../core/context/may.ts'
import type { AidRecord } from './aid-queries.ts'
import type { FileRecord } from './queries.ts'
import { answerContext, situationContext, whatContext, wishContext } from './rules.ts'

export function presentFile(actor: Actor, row: FileRecord): HardshipRow {
  return {
    fileId: row.file_id,
    memberId: row.member_id,
    name: row.name ?? '一位同志',
    orgId: row.org_id,
    setting: row.setting,
    settingLabel: hardshipSettingLabels[row.setting],
    aims: row.aims,
    aimLabels: row.aims.map((aim) => aidKindLabels[aim]),
    state: row.state,
    agreedBy: row.agreed_by,
    agreedOn: row.agreed_on,
    answerBy: row.answer_by,
    expiresOn: row.expires_on,
    hasWish: row.wish_sealed !== null,
    version: row.version,
    aidCount: row.aid_count,
    fen: row.fen,
    abilities: { write: may(actor, 'hardship.write', row) && concernOf(actor, row.member_id) === null },
  }
}

export function presentAid(row: AidRecord): AidRow {
  const kind = row.kind as AidKind
  return {
    aidId: row.aid_id,
    kind,
    kindLabel: aidKindLabels[kind],
    givenOn: row.given_on,
    fen: row.fen,
    voidReason: row.void_reason,
  }
}

type Look = { at: Date; name: string | null; reason: string | null }

/** One's own: everything in clear. */
export function presentOwn(
  { actor, sealer }: { actor: Actor; sealer: Sealer },
  row: FileRecord,
  aids: readonly AidRecord[],
  looks: readonly Look[],
) {
  const { abilities: _abilities, ...file } = presentFile(actor, row)
  const id = row.file_id
  return {
    ...file,
    orgName: row.org_name,
    situation: sealer.open(row.situation_sealed, situationContext(id)),
    wish: row.wish_sealed && sealer.open(row.wish_sealed, wishContext(id)),
    answer: row.answer_sealed && sealer.open(row.answer_sealed, answerContext(id)),
    aids: aids.map((aid) => ({
      ...presentAid(aid),
      what: aid.what_sealed && sealer.open(aid.what_sealed, whatContext(aid.aid_id)),
    })),
    looks: looks.map(({ at, name, reason }) => ({
      at: at.toISOString(),
      byName: name,
      reason: reason ?? '',
    })),
  }
}
