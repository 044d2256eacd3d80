import type { Heading } from '../../../contract/activities.ts'
import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import type { Invitation } from '../../../contract/rolls.ts'
import type { Segment, SegmentRow } from '../../../contract/segments.ts'
import type { CallRequest } from '../../lib/call-types.ts'
import type { Person } from '../../ui/member-picker.tsx'

/** A part as it is typed; what a person does not type travels along. */
export type SegmentDraft = Omit<Segment, 'minutes' | 'ledBy' | 'home'> & {
  minutes: string
  ledBy: string
  home: { household: string; startsAt: string; endsAt: string } | null
}

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

export type Known = Omit<Heading, 'kind' | 'segments'> & { segments: readonly SegmentRow[] }

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

export function segmentDraftOf(segment: SegmentRow): SegmentDraft {
  const { topicLabel: _, lecturerName: __, siteName: ___, home, ...part } = segment
  const { minutes, ledBy } = part
  return {
    ...part,
    minutes: minutes === null ? '' : String(minutes),
    ledBy: ledBy ?? '',
    home: home && { household: home.household ?? '', startsAt: home.startsAt, endsAt: home.endsAt ?? '' },
  }
}

export const blankSegment: SegmentDraft = {
  kind: 'study',
  title: '',
  minutes: '',
  ledBy: '',
  ledRole: null,
  itemId: null,
  topic: null,
  mode: null,
  way: null,
  lecturerId: null,
  siteId: null,
  home: null,
  skipped: false,
}

function orNull(typed: string): string | null {
  const trimmed = typed.trim()
  return trimmed === '' ? null : trimmed
}

/** A part without a word about it is left out; what is no number goes to the server, which says so. */
function segmentOf(draft: SegmentDraft) {
  const minutes = draft.minutes.trim()
  return {
    ...draft,
    minutes: minutes === '' ? null : Number(minutes),
    ledBy: orNull(draft.ledBy),
    home: draft.home && { ...draft.home, endsAt: orNull(draft.home.endsAt) },
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
