import type { Heading, Segment } from '../../../contract/activities.ts'
import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import type { Invitation } from '../../../contract/rolls.ts'
import type { CallRequest } from '../../lib/call-types.ts'
import type { Person } from '../../ui/member-picker.tsx'

export type SegmentDraft = { kind: Segment['kind']; title: string; minutes: string; ledBy: string }

/** `usual`: as the server invites for this kind. `keep`: the roll stays as it is, when a plan is changed. */
export type Whom = 'usual' | 'with-applicants' | 'named' | 'keep'

/** Everything as it stands in the form: an empty field is an empty text. */
export type HeadingForm = {
  orgId: number
  kind: ActivityKind
  title: string
  day: string
  startsAt: string
  endsAt: string
  place: string
  segments: SegmentDraft[]
  whom: Whom
  named: Person[]
}

/** Only what was typed: the rest is what is proposed for the kind, so that another kind brings other defaults. */
export type HeadingDraft = Partial<HeadingForm>

export type Known = Omit<Heading, 'kind'>

/** What is proposed, and over it what was typed; a field that was given back (undefined) is the proposed one again. */
export function formOf(
  known: Known,
  fixed: Pick<HeadingForm, 'orgId' | 'kind' | 'whom'>,
  typed: HeadingDraft,
): HeadingForm {
  const kept = Object.entries(typed).filter(([, value]) => value !== undefined)
  return {
    title: known.title,
    day: known.day,
    startsAt: known.startsAt ?? '',
    endsAt: known.endsAt ?? '',
    place: known.place ?? '',
    segments: known.segments.map(segmentDraftOf),
    named: [],
    ...fixed,
    ...Object.fromEntries(kept),
  }
}

function segmentDraftOf(segment: Segment): SegmentDraft {
  const { kind, title, minutes, ledBy } = segment
  return { kind, title, minutes: minutes === null ? '' : String(minutes), ledBy: ledBy ?? '' }
}

function orNull(typed: string): string | null {
  const trimmed = typed.trim()
  return trimmed === '' ? null : trimmed
}

/** A part without a word about it is left out; what is no number goes to the server, which says so. */
function segmentOf(draft: SegmentDraft) {
  const minutes = draft.minutes.trim()
  return {
    kind: draft.kind,
    title: draft.title,
    minutes: minutes === '' ? null : Number(minutes),
    ledBy: orNull(draft.ledBy),
  }
}

export function headingOf(form: HeadingForm) {
  return {
    kind: form.kind,
    title: form.title,
    day: form.day,
    startsAt: orNull(form.startsAt),
    endsAt: orNull(form.endsAt),
    place: orNull(form.place),
    segments: form.segments
      .filter((one) => one.title.trim() !== '' || one.minutes.trim() !== '')
      .map(segmentOf),
  }
}

/** Nothing where the server knows best whom to invite. */
export function invitationOf({ whom, named }: HeadingForm): Invitation | undefined {
  if (whom === 'with-applicants') return { whom: 'everyone', withApplicants: true }
  if (whom === 'named') return { whom: 'named', memberIds: named.map((person) => person.memberId) }
  return undefined
}

export function planOf(form: HeadingForm): CallRequest<'planActivity'>['body'] {
  const invited = invitationOf(form)
  return { orgId: form.orgId, ...headingOf(form), ...(invited && { invited }) }
}
