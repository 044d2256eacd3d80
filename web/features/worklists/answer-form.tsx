import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { Item } from './item-line.tsx'
import { messages } from './messages.ts'

const words = messages.week2

type AnswerFormProps = { worklistId: string; orgId: number; item: Item; answered: string | undefined }

/** One field, one button. What was answered stands, and can be put right. */
export function AnswerForm(props: AnswerFormProps) {
  const { answered, item } = props
  const [again, setAgain] = useState(false)
  if (answered !== undefined && !again) {
    return (
      <Button tone="quiet" label={words.againLabel(item.title)} onPress={() => setAgain(true)}>
        {words.again}
      </Button>
    )
  }
  return <AnswerField {...props} onDone={() => setAgain(false)} />
}

function AnswerField({
  worklistId,
  orgId,
  item,
  answered,
  onDone,
}: AnswerFormProps & { onDone: () => void }) {
  const { itemId, title, demand } = item
  const key = `worklist:${itemId}:${orgId}`
  const draft = useDraft(key, answered ?? '')
  const { save, saving, error } = useSave('answerItem', key)
  if (demand.by !== 'answer') return null
  const send = async () => {
    const params = { worklistId, orgId, itemId }
    if (!(await save({ params, body: { text: draft.value } }))) return
    draft.done()
    onDone()
    tell({ tone: 'done', sentence: words.answeredDone })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send()
  }
  const problem = fieldMessage(error, 'body.text')
  return (
    <form className="answer-form" onSubmit={submit}>
      {error && !error.field && <Trouble error={error} />}
      {demand.type === 'choice' ? (
        <SelectField
          label={title}
          value={draft.value}
          onChoose={draft.set}
          options={demand.choices.map((one) => ({ value: one, label: one }))}
          empty={words.choose}
          problem={problem}
        />
      ) : (
        <TextField
          label={demand.unit ? `${title}（${demand.unit}）` : title}
          value={draft.value}
          onType={draft.set}
          problem={problem}
          maxLength={200}
          inputMode={demand.type === 'number' ? 'decimal' : 'text'}
        />
      )}
      <Button submit busy={saving} label={words.answerLabel(title)}>
        {words.answer}
      </Button>
    </form>
  )
}
