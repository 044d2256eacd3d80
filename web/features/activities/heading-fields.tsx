import { useState } from 'react'
import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import { type CallError, fieldMessage } from '../../lib/call-error.ts'
import { useCall } from '../../lib/use-call.ts'
import { Choice } from '../../ui/choice.tsx'
import { Field, TextField } from '../../ui/field.tsx'
import { PlaceField } from '../../ui/place-field.tsx'
import './activities.css'
import { MemberPicker } from '../../ui/member-picker.tsx'
import type { HeadingDraft, HeadingForm, Whom } from './heading-draft.ts'
import { kindGroups } from './kinds.ts'
import { kindLabels, messages } from './messages.ts'
import { SegmentFields } from './segment-fields.tsx'

export type OrgOption = { orgId: number; name: string }
export type WhomOption = { value: Whom; label: string }

type HeadingFieldsProps = {
  form: HeadingForm
  onType: (change: HeadingDraft) => void
  /** Where there is more than one to choose from. */
  orgs?: readonly OrgOption[]
  whom: readonly WhomOption[]
  asLastTime: boolean
  error: CallError | undefined
}

function KindField({ form, onType }: Pick<HeadingFieldsProps, 'form' | 'onType'>) {
  return (
    <Field label={messages.kindLabel}>
      {(tied) => (
        <select
          {...tied}
          className="in"
          value={form.kind}
          // The name that was proposed for one kind does not fit another.
          onChange={(event) => onType({ kind: event.currentTarget.value as ActivityKind, title: undefined })}
        >
          {kindGroups.map((group) => (
            <optgroup key={group.label} label={group.label}>
              {group.kinds.map((kind) => (
                <option key={kind} value={kind}>
                  {kindLabels[kind]}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  )
}

const hidden = /^body\.(startsAt|endsAt|place|segments)/

function sayRest({ startsAt, endsAt, place, segments }: HeadingForm): string {
  const said = [
    [startsAt, endsAt].filter((clock) => clock !== '').join('–'),
    place,
    segments.length > 0 && messages.segmentCount(segments.length),
  ].filter(Boolean)
  return said.length > 0 ? said.join('，') : messages.restUnknown
}

/** Time, place and parts: known from last time or not needed, so they take one line until somebody wants them. */
function Rest({ form, onType, error, asLastTime }: HeadingFieldsProps) {
  const problem = (field: string) => fieldMessage(error, `body.${field}`)
  const isWrong = hidden.test(error?.field ?? '')
  const [opened, setOpened] = useState(false)
  const { orgId, kind, day } = form
  // Only for who looks in here: what is proposed needs none of it.
  const wanted = (opened || isWrong) && day.length === 10
  const agenda = useCall('getAgenda', wanted ? { params: { orgId }, query: { kind, day } } : undefined)
  return (
    <details className="act-rest" open={isWrong || undefined} onToggle={() => setOpened(true)}>
      <summary>
        <b>{messages.rest}</b> {sayRest(form)}
      </summary>
      {asLastTime && <p className="note">{messages.asLastTime}</p>}
      <div className="act-pair">
        <TextField
          label={messages.startsLabel}
          optional
          type="time"
          value={form.startsAt}
          onType={(startsAt) => onType({ startsAt })}
          problem={problem('startsAt')}
        />
        <TextField
          label={messages.endsLabel}
          optional
          type="time"
          value={form.endsAt}
          onType={(endsAt) => onType({ endsAt })}
          problem={problem('endsAt')}
        />
      </div>
      <TextField
        label={messages.placeLabel}
        optional
        value={form.place}
        onType={(place) => onType({ place })}
        problem={problem('place')}
        maxLength={80}
      />
      <SegmentFields
        segments={form.segments}
        agenda={agenda.data}
        onChange={(segments) => onType({ segments })}
        problem={problem}
      />
    </details>
  )
}

/** What is planned, or what happened: all of it known already wherever it can be. */
export function HeadingFields(props: HeadingFieldsProps) {
  const { form, onType, orgs = [], whom, error } = props
  const problem = (field: string) => fieldMessage(error, `body.${field}`)
  return (
    <>
      {orgs.length > 1 && (
        <PlaceField
          label={messages.orgLabel}
          value={String(form.orgId)}
          onChoose={(orgId) => onType({ orgId: Number(orgId) })}
          places={orgs}
          problem={problem('orgId')}
        />
      )}
      <KindField form={form} onType={onType} />
      <TextField
        label={messages.titleLabel}
        value={form.title}
        onType={(title) => onType({ title })}
        problem={problem('title')}
        maxLength={80}
      />
      <TextField
        label={messages.dayLabel}
        type="date"
        value={form.day}
        onType={(day) => onType({ day })}
        problem={problem('day')}
      />
      <Rest {...props} />
      <Choice
        legend={messages.whom}
        value={form.whom}
        onChoose={(chosen) => onType({ whom: chosen })}
        options={whom}
        problem={problem('invited')}
      />
      {form.whom === 'named' && (
        <MemberPicker
          picked={form.named}
          onChange={(named) => onType({ named })}
          problem={problem('invited.memberIds')}
        />
      )}
    </>
  )
}
