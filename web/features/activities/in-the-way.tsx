import { useCall } from '../../lib/use-call.ts'
import { useSettled } from '../../lib/use-settled.ts'
import type { HeadingForm } from './heading-draft.ts'
import { messages } from './messages.ts'

const clock = /^\d\d:\d\d$/
const orNone = (typed: string) => typed.trim() || undefined

/**
 * What else stands on the day that is being chosen: told, never forbidden. Of named people the server cannot say who is
 * called twice, for it asks by whose members are expected.
 */
export function InTheWay({ form, activityId }: { form: HeadingForm; activityId?: string | undefined }) {
  const { orgId, whom } = form
  const day = useSettled(form.day)
  const place = useSettled(orNone(form.place))
  const [startsAt, endsAt] = [form.startsAt, form.endsAt].map((typed) =>
    clock.test(typed) ? typed : undefined,
  )
  const query = { day, startsAt, endsAt, place, activityId }
  const found = useCall('listDayConflicts', day.length === 10 ? { params: { orgId }, query } : undefined)
  const told = found.data?.conflicts.filter((one) => whom !== 'named' || one.kind !== 'person') ?? []
  if (told.length === 0) return null
  return (
    <div role="status" className="act-in-the-way">
      <b>{messages.inTheWay}</b>
      {told.map(({ sentence }) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  )
}
