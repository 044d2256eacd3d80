import {
  type RecognitionKind,
  recognitionKindLabels,
  recognitionKinds,
} from '../../../contract/recognitions.ts'
import type { Actor } from '../../core/context/context.ts'
import { isOwn, mayChange, mayNoteConsent } from './policy.ts'
import type { countByBranch, RecognitionRow } from './queries.ts'
import { mayRelease, mustComeDown, needsConsent, possibleAnswers, sayConsent } from './rules.ts'

export function presentRecognition(actor: Actor, row: RecognitionRow) {
  return {
    recognitionId: row.recognition_id,
    memberId: row.member_id,
    memberName: row.member_name ?? '不在本支部的党员',
    orgId: row.org_id,
    orgName: row.org_name,
    giverId: row.giver_id,
    giverName: row.giver_name,
    kind: row.kind,
    kindLabel: recognitionKindLabels[row.kind],
    what: row.what,
    why: row.why,
    givenOn: row.given_on,
    record:
      row.record_kind && row.record_id
        ? { kind: row.record_kind, id: row.record_id, title: row.record_title ?? '' }
        : null,
    consent: row.consent,
    consentLabel: sayConsent(row.consent),
    takenDown: row.taken_down_at && {
      at: row.taken_down_at.toISOString(),
      note: row.taken_down_note ?? '',
    },
    recordedByName: row.recorded_by_name ?? '',
    recordedAt: row.recorded_at.toISOString(),
    withdrawn: row.withdrawn_at && {
      at: row.withdrawn_at.toISOString(),
      byName: row.withdrawn_by_name ?? '',
      reason: row.withdrawn_reason ?? '',
    },
    abilities: abilitiesOf(actor, row),
  }
}

function abilitiesOf(actor: Actor, row: RecognitionRow) {
  const answers = possibleAnswers(row)
  const own = isOwn(actor, row)
  const changes = mayChange(actor, row)
  return {
    consent: own && answers.includes('given'),
    withdrawConsent: own && answers.includes('withdrawn'),
    noteConsent: mayNoteConsent(actor, row) && answers.length > 0,
    release: changes && mayRelease(row),
    takeDown: changes && mustComeDown(row),
    withdraw: changes && !row.withdrawn_at,
  }
}

export function presentKinds() {
  return recognitionKinds.map((kind) => ({
    kind,
    label: recognitionKindLabels[kind],
    asksConsent: needsConsent(kind),
  }))
}

export function presentCounts(rows: Awaited<ReturnType<typeof countByBranch>>) {
  const branches = new Map<
    number,
    { orgId: number; name: string; counts: Partial<Record<RecognitionKind, number>>; total: number }
  >()
  for (const { org_id: orgId, name, kind, count } of rows) {
    const held = branches.get(orgId) ?? { orgId, name, counts: {}, total: 0 }
    held.counts[kind] = count
    held.total += count
    branches.set(orgId, held)
  }
  return {
    kinds: recognitionKinds.map((kind) => ({ kind, label: recognitionKindLabels[kind] })),
    branches: [...branches.values()],
  }
}
