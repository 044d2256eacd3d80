import type { FormEvent } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { formatPoints } from '../../lib/format-points.ts'
import { tell } from '../../lib/receipts.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { MemberPicker, type Person } from '../../ui/member-picker.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { Item } from './items.tsx'
import { messages } from './messages.ts'
import { parseCount } from './yuan.ts'

const words = messages.one
const blank = { person: [] as Person[], itemId: '', quantity: '1', tried: false }

function useDesk() {
  const draft = useDraft('redemption:desk', blank)
  const { save, saving, error } = useSave('redeem', 'redemption:desk')
  const type = (to: Partial<typeof blank>) => draft.set((now) => ({ ...now, ...to }))
  const { person, itemId, quantity } = draft.value
  const count = parseCount(quantity)
  const send = async () => {
    const [member] = person
    if (!member || !itemId || !count) return type({ tried: true })
    const body = { memberId: member.memberId, quantity: count }
    const answer = await save({ params: { itemId }, body })
    if (!answer) return
    draft.restart()
    tell({ tone: 'done', sentence: words.redeemed(member.name, answer.itemName) })
  }
  return { draft, type, count, send, saving, error }
}

/** For whoever comes without a phone. */
export function DeskForm({ items }: { items: readonly Item[] }) {
  const { draft, type, count, send, saving, error } = useDesk()
  const { person, itemId, quantity, tried } = draft.value
  const options = items
    .filter((item) => !item.retired)
    .map((item) => ({
      value: item.itemId,
      label: messages.mine.redeemLabel(item.name, formatPoints(item.price)),
    }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send()
  }
  return (
    <section>
      <h2>{words.desk}</h2>
      <form className="form" onSubmit={submit}>
        <p>{words.deskHint}</p>
        {error && !error.field && <Trouble error={error} />}
        <MemberPicker
          label={words.who}
          picked={person}
          onChange={(next) => type({ person: next })}
          single
          problem={tried && person.length === 0 ? words.whoMissing : fieldMessage(error, 'body.memberId')}
        />
        <SelectField
          label={words.what}
          value={itemId}
          onChoose={(next) => type({ itemId: next })}
          options={options}
          empty={words.whatMissing}
          problem={tried && !itemId ? words.whatMissing : undefined}
        />
        <TextField
          label={words.quantity}
          value={quantity}
          onType={(next) => type({ quantity: next })}
          problem={tried && !count ? words.numberWrong : fieldMessage(error, 'body.quantity')}
          inputMode="numeric"
        />
        <Button submit busy={saving}>
          {words.redeem}
        </Button>
      </form>
    </section>
  )
}
