import type { CallOutput, CallRequest } from '../../lib/call-types.ts'
import { choiceOf, type RuleChoice, ruleOf } from './rule-choice.ts'

export type Year = CallOutput<'getYearPlan'>
export type Kinds = Year['kinds']
export type Entry = CallRequest<'draftPlanTemplate'>['body']['entries'][number]
type Kind = Entry['kind']

/** An entry as it stands in the form: an empty field is an empty text. */
export type EntryDraft = {
  orgId: string
  kind: string
  title: string
  theme: string
  work: string
  ledBy: string
  rule: RuleChoice
  shift: 'before' | 'after' | 'none'
  startsAt: string
  endsAt: string
  place: string
  note: string
  ownDay: boolean
}

const orEmpty = (text: string | null | undefined) => text ?? ''
const orNull = (typed: string) => (typed.trim() === '' ? null : typed.trim())

export function draftOf(entry: Partial<Entry> | undefined, orgId: number): EntryDraft {
  return {
    orgId: String(orgId),
    kind: entry ? orEmpty(entry.kind) : 'theme-day',
    title: orEmpty(entry?.title),
    theme: orEmpty(entry?.theme),
    work: orEmpty(entry?.work),
    ledBy: orEmpty(entry?.ledBy),
    rule: choiceOf(entry?.rrule ?? 'FREQ=MONTHLY;BYMONTHDAY=10'),
    shift: entry?.shift ?? 'before',
    startsAt: orEmpty(entry?.startsAt),
    endsAt: orEmpty(entry?.endsAt),
    place: orEmpty(entry?.place),
    note: orEmpty(entry?.note),
    ownDay: entry?.ownDay ?? false,
  }
}

/** What is sent of it, but for whose it is. */
export function entryOf(draft: EntryDraft, kinds: Kinds) {
  const label = kinds.find((one) => one.kind === draft.kind)?.label
  return {
    kind: (draft.kind === '' ? null : draft.kind) as Kind,
    title: draft.title.trim() || (label ?? ''),
    theme: orNull(draft.theme),
    work: orNull(draft.work),
    ledBy: orNull(draft.ledBy),
    rrule: ruleOf(draft.rule),
    shift: draft.shift,
    startsAt: orNull(draft.startsAt),
    endsAt: orNull(draft.endsAt),
    place: orNull(draft.place),
    note: orNull(draft.note),
  }
}
