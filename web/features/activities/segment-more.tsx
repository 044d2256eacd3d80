import type { StudyMode, StudyWay } from '../../../contract/segments.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { agendaMessages as words } from './agenda-messages.ts'
import type { SegmentDraft } from './heading-draft.ts'

export type Agenda = CallOutput<'getAgenda'>

type MoreProps = {
  at: number
  segment: SegmentDraft
  agenda: Agenda | undefined
  onChange: (to: Partial<SegmentDraft>) => void
  problem: (name: string) => string | undefined
}

const modes = Object.entries(words.modes).map(([value, label]) => ({ value, label }))
const ways = Object.entries(words.ways).map(([value, label]) => ({ value, label }))

function sayMore({ segment, agenda }: Pick<MoreProps, 'segment' | 'agenda'>): string {
  const said = [
    agenda?.topics.find((one) => one.topic === segment.topic)?.label,
    segment.mode && words.modes[segment.mode],
    segment.way && words.ways[segment.way],
    agenda?.lecturers.find((one) => one.lecturerId === segment.lecturerId)?.name,
    agenda?.sites.find((one) => one.siteId === segment.siteId)?.name,
    segment.home && words.inHome,
  ].filter(Boolean)
  return said.length > 0 ? said.join('，') : words.moreNone
}

/** How one studied, who taught, and at which site. */
function StudyFields({ segment, agenda, onChange, problem }: MoreProps) {
  const lecturers = agenda?.lecturers ?? []
  const sites = agenda?.sites ?? []
  return (
    <>
      <SelectField
        label={words.mode}
        optional
        empty={words.unsaid}
        value={segment.mode ?? ''}
        onChoose={(mode) => onChange({ mode: (mode || null) as StudyMode | null })}
        options={modes}
      />
      <SelectField
        label={words.way}
        optional
        empty={words.unsaid}
        value={segment.way ?? ''}
        onChoose={(way) => onChange({ way: (way || null) as StudyWay | null })}
        options={ways}
      />
      {lecturers.length > 0 && (
        <SelectField
          label={words.lecturer}
          optional
          empty={words.unsaid}
          value={segment.lecturerId ?? ''}
          onChoose={(chosen) => onChange({ lecturerId: chosen || null })}
          options={lecturers.map((one) => ({
            value: one.lecturerId,
            label: words.named(one.name, one.note),
          }))}
          problem={problem('lecturerId')}
        />
      )}
      {sites.length > 0 && (
        <SelectField
          label={words.site}
          optional
          empty={words.unsaid}
          value={segment.siteId ?? ''}
          onChoose={(chosen) => onChange({ siteId: chosen || null })}
          options={sites.map((one) => ({ value: one.siteId, label: words.named(one.name, one.note) }))}
          problem={problem('siteId')}
        />
      )}
    </>
  )
}

/** A talk of an evening in somebody's home: whose, and from when. */
function HomeFields({ at, segment, onChange, problem }: MoreProps) {
  const { home } = segment
  if (!home) {
    const evening = { household: '', startsAt: '19:00', endsAt: '20:30' }
    return (
      <Button tone="quiet" label={words.toHomeLabel(at + 1)} onPress={() => onChange({ home: evening })}>
        {words.toHome}
      </Button>
    )
  }
  const type = (to: Partial<typeof home>) => onChange({ home: { ...home, ...to } })
  return (
    <>
      <TextField
        label={words.household}
        hint={words.householdHint}
        value={home.household}
        onType={(household) => type({ household })}
        problem={problem('home.household')}
        maxLength={40}
      />
      <TextField
        label={words.homeFrom}
        type="time"
        value={home.startsAt}
        onType={(startsAt) => type({ startsAt })}
        problem={problem('home.startsAt')}
      />
      <TextField
        label={words.homeTo}
        optional
        type="time"
        value={home.endsAt}
        onType={(endsAt) => type({ endsAt })}
        problem={problem('home.endsAt')}
      />
      <Button tone="quiet" label={words.notHomeLabel(at + 1)} onPress={() => onChange({ home: null })}>
        {words.notHome}
      </Button>
    </>
  )
}

/** What a part was about, how and where: known from the agenda or not needed, so it takes one line. */
export function SegmentMore(props: MoreProps) {
  const { segment, agenda, onChange, problem } = props
  const topics = (agenda?.topics ?? []).filter((one) => one.kind === segment.kind || one.kind === 'other')
  return (
    <details className="act-more">
      <summary>
        <b>{words.more}</b> {sayMore(props)}
      </summary>
      <div className="act-pair">
        {topics.length > 0 && (
          <SelectField
            label={words.topic}
            optional
            empty={words.unsaid}
            value={segment.topic ?? ''}
            onChoose={(topic) => onChange({ topic: topic || null })}
            options={topics.map((one) => ({ value: one.topic, label: one.label }))}
            problem={problem('topic')}
          />
        )}
        {segment.kind === 'study' && <StudyFields {...props} />}
        <HomeFields {...props} />
      </div>
    </details>
  )
}
