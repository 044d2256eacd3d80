import {
  type CorrectionKind,
  correctionLabels,
  correctionStateLabels,
  type correctionStates,
  type EntryKind,
  entryKindLabels,
} from '../../../contract/households.ts'
import type { Sealer } from '../../core/context/context.ts'
import type { CorrectionRecord, WaitingRecord } from './correction-queries.ts'
import { correctionContext } from './link-rules.ts'

export function presentWaiting(row: WaitingRecord) {
  const kind = row.kind as CorrectionKind
  return {
    correctionId: row.correction_id,
    kind,
    kindLabel: correctionLabels[kind],
    saidOn: row.said_on,
  }
}

export function presentCorrection(sealer: Sealer, row: CorrectionRecord) {
  const kind = row.kind as CorrectionKind
  const state = row.state as (typeof correctionStates)[number]
  const isPlain = kind === 'head-count' || kind === 'contact'
  const open = (part: 'was' | 'value', sealed: Buffer | null) =>
    isPlain && sealed ? sealer.open(sealed, correctionContext(row.correction_id, part)) : null
  const what = row.entry_kind ? `：${entryKindLabels[row.entry_kind as EntryKind]}` : ''
  return {
    correctionId: row.correction_id,
    kind,
    kindLabel: `${correctionLabels[kind]}${what}`,
    state,
    stateLabel: correctionStateLabels[state],
    saidOn: row.said_on,
    was: open('was', row.was_sealed),
    value: open('value', row.value_sealed),
    note: row.note,
  }
}
