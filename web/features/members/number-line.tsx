import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { useFirstField } from '../../lib/use-first-field.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { Member } from './fields.ts'
import { messages } from './messages.ts'
import { type NumberField, numberWords } from './words.ts'

const words = messages.reveal
type Who = Pick<Member, 'memberId' | 'abilities'>

function ReasonForm(props: {
  who: Who
  field: NumberField
  onShown: (value: string) => void
  onClose: () => void
}) {
  const { who, field, onShown, onClose } = props
  const [reason, setReason] = useState('')
  const { save, saving, error } = useSave('revealNumber')
  const form = useFirstField<HTMLFormElement>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await save({ params: { memberId: who.memberId }, body: { field, reason } })
    if (answer) onShown(answer.value)
  }
  return (
    <form ref={form} className="reveal" onSubmit={(event) => void submit(event)}>
      {error && error.field !== 'body.reason' && <Trouble error={error} />}
      <TextField
        label={words.reason}
        hint={words.reasonHint}
        value={reason}
        onType={setReason}
        maxLength={100}
        problem={fieldMessage(error, 'body.reason')}
      />
      <div className="two">
        <Button submit busy={saving}>
          {words.show}
        </Button>
        <Button tone="quiet" onPress={onClose}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}

type NumberLineProps = { member: Who; field: NumberField; masked: string; sheets: boolean }

/**
 * A number as the server masks it. In clear only with a reason, which the person reads later; it stays on the page for
 * as long as the page is open, and nowhere else.
 */
export function NumberLine(props: NumberLineProps) {
  const { member, field, masked, sheets } = props
  const [asking, setAsking] = useState(false)
  const [clear, setClear] = useState<string>()
  if (clear !== undefined) {
    return (
      <span className="number" role="status">
        <b className="mono">{clear}</b>
        {field !== 'idNumber' && (
          <LinkButton href={`tel:${clear}`} icon="phone" label={words.callTo(clear)}>
            {words.call}
          </LinkButton>
        )}
        <Button tone="quiet" onPress={() => setClear(undefined)}>
          {words.hide}
        </Button>
      </span>
    )
  }
  const form = (
    <ReasonForm
      who={member}
      field={field}
      onShown={(value) => {
        setAsking(false)
        setClear(value)
      }}
      onClose={() => setAsking(false)}
    />
  )
  const title = words.openOf(numberWords[field])
  return (
    <>
      <span className="number">
        <span className="mono">{masked}</span>
        {member.abilities.reveal && (sheets || !asking) && (
          <Button tone="quiet" label={title} onPress={() => setAsking(true)}>
            {words.open}
          </Button>
        )}
      </span>
      {asking && !sheets && form}
      {asking && sheets && (
        <Sheet title={title} label={title} onClose={() => setAsking(false)}>
          {form}
        </Sheet>
      )}
    </>
  )
}
