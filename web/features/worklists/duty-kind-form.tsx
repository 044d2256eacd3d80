import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallRequest } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { Duties } from './duties-body.tsx'
import { messages } from './messages.ts'

const words = messages.duties
type Wish = CallRequest<'addDutyKind'>['body']
const periods = Object.entries(words.periods).map(([value, label]) => ({ value, label }))

/** A duty beside the product's own: by which activities it is done, and how often. */
export function DutyKindForm({
  duties: { orgId, activities },
  onDone,
}: {
  duties: Duties
  onDone: () => void
}) {
  const key = `duty-kind:${orgId}`
  const blank: Wish & { typed: string } = {
    title: '',
    activity: 'patrol',
    period: 'month',
    times: 1,
    typed: '1',
  }
  const draft = useDraft(key, blank)
  const [tried, setTried] = useState(false)
  const { save, saving, error } = useSave('addDutyKind', key)
  const type = (next: Partial<typeof blank>) => draft.set((now) => ({ ...now, ...next }))
  const { typed, ...wish } = draft.value
  const isWrong = !/^([1-9]|[12]\d|3[01])$/.test(typed)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isWrong || !(await save({ params: { orgId }, body: { ...wish, times: Number(typed) } }))) return
    draft.done()
    onDone()
    tell({ tone: 'done', sentence: words.kindAdded(wish.title) })
  }
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      {error && !error.field && <Trouble error={error} />}
      <TextField
        label={words.kindTitle}
        value={wish.title}
        onType={(title) => type({ title })}
        problem={fieldMessage(error, 'body.title')}
        maxLength={30}
      />
      <SelectField
        label={words.kindActivity}
        value={wish.activity}
        onChoose={(next) => type({ activity: next as Wish['activity'] })}
        options={activities.map(({ activity, label }) => ({ value: activity, label }))}
      />
      <SelectField
        label={words.kindPeriod}
        value={wish.period}
        onChoose={(next) => type({ period: next as Wish['period'] })}
        options={periods}
      />
      <TextField
        label={words.kindTimes}
        value={typed}
        onType={(next) => type({ typed: next })}
        problem={tried && isWrong ? words.timesWrong : undefined}
        inputMode="numeric"
      />
      <Button submit tone="go" busy={saving}>
        {words.addKind}
      </Button>
    </form>
  )
}
