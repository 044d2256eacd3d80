import { type CallError, fieldMessage } from '../../lib/call-error.ts'
import { formatDay } from '../../lib/format-day.ts'
import { useCall } from '../../lib/use-call.ts'
import { Check } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { messages } from './messages.ts'

const words = messages.decide

export type TypedPublishing = {
  activityId: string
  sameContact: boolean
  place: string
  hours: string
  telephone: string
}
export const blankPublishing: TypedPublishing = {
  activityId: '',
  sameContact: true,
  place: '',
  hours: '',
  telephone: '',
}

/** As the server takes it: a meeting if one was named, a contact if it is another than before. */
export function publishingOf({ activityId, sameContact, place, hours, telephone }: TypedPublishing) {
  return {
    activityId: activityId || null,
    ...(!sameContact && { contact: { place, hours, telephone } }),
  }
}

type Props = {
  orgId: number
  typed: TypedPublishing
  onType: (change: Partial<TypedPublishing>) => void
  error: CallError | undefined
}

function Contact({ typed, onType, error }: Props) {
  const field = (key: 'place' | 'hours' | 'telephone') => ({
    label: words[key],
    value: typed[key],
    onType: (value: string) => onType({ [key]: value }),
    problem: fieldMessage(error, `body.contact.${key}`),
    optional: true,
  })
  return (
    <>
      <TextField {...field('place')} maxLength={60} />
      <TextField {...field('hours')} maxLength={40} />
      <TextField {...field('telephone')} hint={words.telephoneHint} type="tel" maxLength={30} />
    </>
  )
}

/** At which meeting, and where people are heard about the list: both are known more often than not. */
export function PublishingFields(props: Props) {
  const { orgId, typed, onType, error } = props
  const held = useCall('listActivities', { query: { orgId, state: 'closed', limit: 20 } })
  const meetings = held.data?.rows ?? []
  return (
    <>
      {meetings.length > 0 && (
        <SelectField
          label={words.meeting}
          optional
          empty={words.meetingNone}
          value={typed.activityId}
          onChoose={(activityId) => onType({ activityId })}
          options={meetings.map((one) => ({
            value: one.activityId,
            label: `${formatDay(one.day)} ${one.title}`,
          }))}
          problem={fieldMessage(error, 'body.activityId')}
        />
      )}
      <Check checked={typed.sameContact} onChange={(sameContact) => onType({ sameContact })}>
        {words.sameContact}
      </Check>
      {!typed.sameContact && <Contact {...props} />}
    </>
  )
}
