import type { MemberEventKind } from '../../../contract/members.ts'
import type { Change, MemberRow } from './values.ts'

/** One line of a member's dated list, before it knows its id and who recorded it. */
export type EventDraft = {
  memberId: string
  orgId: number
  kind: MemberEventKind
  happenedOn: string
  from: string | null
  to: string | null
  reason: string
  detail: Record<string, unknown>
}

export type Occasion = { happenedOn: string; reason: string; detail?: Record<string, unknown> }

type Said = Pick<EventDraft, 'kind' | 'from' | 'to'> & { detail?: Record<string, unknown> }

/** What a change means in a member's life. The columns that say nothing by themselves make one `corrected`. */
export function describeChange({ before, next, changed }: Change, occasion: Occasion): EventDraft[] {
  const told = tellMilestones(before, next, changed)
  const covered = new Set([...milestones, ...told.flatMap(({ kind }) => carried[kind] ?? [])])
  const fields = changed.filter((key) => !covered.has(key))
  if (fields.length > 0) told.push({ kind: 'corrected', from: null, to: null, detail: { fields } })
  return told.map((said) => draft(next, said, occasion))
}

/** A person's first lines: entered, and whatever is already the case. */
export function describeEntry(row: MemberRow, occasion: Occasion): EventDraft[] {
  const first: Said = { kind: 'entered', from: null, to: row.stage }
  return [first, ...tellContact({ ...row, is_lost: false, is_floating: false }, row)].map((said) =>
    draft(row, said, occasion),
  )
}

/** An import taken back says so once, whatever it had changed. */
export function describeUndo({ next, changed }: Change, occasion: Occasion): EventDraft[] {
  return [draft(next, { kind: 'import-undone', from: null, to: null, detail: { fields: changed } }, occasion)]
}

const milestones = [
  'orgId',
  'gridId',
  'groupId',
  'stage',
  'exitKind',
  'exitedOn',
  'standing',
  'isLost',
  'isFloating',
]

/** What comes along with a milestone and needs no line of its own: the day of joining with the stage. */
const carried: Partial<Record<MemberEventKind, readonly string[]>> = {
  stage: ['stageOn', 'joinedOn', 'fullOn'],
  readmitted: ['stageOn', 'joinedOn', 'fullOn', 'extendedTo', 'lostOn', 'floatingTo'],
  extended: ['extendedTo'],
  lost: ['lostOn'],
  found: ['lostOn'],
  floating: ['floatingTo'],
  returned: ['floatingTo'],
}

function tellMilestones(before: MemberRow, next: MemberRow, changed: readonly string[]): Said[] {
  const said: Said[] = []
  if (changed.includes('stage')) said.push(tellStage(before, next))
  if (changed.includes('extendedTo') && next.extended_to && next.stage === 'probationary')
    said.push({ kind: 'extended', from: before.extended_to, to: next.extended_to })
  if (changed.includes('standing') && next.stage !== 'exited')
    said.push({ kind: 'standing', from: before.standing, to: next.standing })
  if (changed.includes('orgId')) said.push({ kind: 'branch', ...fromTo(before.org_id, next.org_id) })
  if (changed.includes('gridId')) said.push({ kind: 'grid', ...fromTo(before.grid_id, next.grid_id) })
  if (changed.includes('groupId')) said.push({ kind: 'group', ...fromTo(before.group_id, next.group_id) })
  return [...said, ...tellContact(before, next)]
}

function tellStage(before: MemberRow, next: MemberRow): Said {
  if (next.stage === 'exited') return { kind: 'exited', from: before.stage, to: next.exit_kind }
  const kind = before.stage === 'exited' ? 'readmitted' : 'stage'
  return { kind, from: before.exit_kind ?? before.stage, to: next.stage }
}

function tellContact(before: MemberRow, next: MemberRow): Said[] {
  const said: Said[] = []
  if (next.is_lost && !before.is_lost) said.push({ kind: 'lost', from: null, to: next.lost_on })
  if (!next.is_lost && before.is_lost) said.push({ kind: 'found', from: before.lost_on, to: null })
  if (next.is_floating && !before.is_floating)
    said.push({ kind: 'floating', from: null, to: next.floating_to })
  if (!next.is_floating && before.is_floating)
    said.push({ kind: 'returned', from: before.floating_to, to: null })
  return said
}

function fromTo(from: number | null, to: number | null): Pick<Said, 'from' | 'to'> {
  return { from: from === null ? null : String(from), to: to === null ? null : String(to) }
}

function draft(row: MemberRow, said: Said, { happenedOn, reason, detail }: Occasion): EventDraft {
  const more = { ...detail, ...said.detail }
  return { memberId: row.member_id, orgId: row.org_id, ...said, happenedOn, reason, detail: more }
}
