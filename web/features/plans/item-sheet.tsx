import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { draftOf, entryOf, type Year } from './entry-draft.ts'
import { EntryFields } from './entry-fields.tsx'
import { messages } from './messages.ts'

type Item = Year['items'][number]

/** An entry of the plan that is not among the activities yet, new or to be changed. */
export function ItemSheet({ year, item, onClose }: { year: Year; item?: Item; onClose: () => void }) {
  const [value, setValue] = useState(() => draftOf(item, item?.orgId ?? year.orgId))
  const add = useSave('addPlanItem')
  const change = useSave('changePlanItem')
  const write = item ? change : add
  const title = item ? messages.changeItemLabel(item.title) : messages.add
  const problem = (field: string) => fieldMessage(write.error, `body.${field}`)
  const send = async () => {
    const body = { ...entryOf(value, year.kinds), orgId: Number(value.orgId) }
    const answer = item?.itemId
      ? await change.save({ params: { itemId: item.itemId }, body })
      : await add.save({ params: { planId: year.plan?.planId ?? '' }, body })
    if (!answer) return
    onClose()
    tell({ tone: 'done', sentence: item ? messages.itemChanged : messages.added })
  }
  return (
    <FormSheet
      title={title}
      error={write.error}
      send={messages.save}
      tone="go"
      busy={write.saving}
      onSend={send}
      onClose={onClose}
    >
      <EntryFields
        value={value}
        onChange={(more) => setValue((now) => ({ ...now, ...more }))}
        kinds={year.kinds}
        holders={year.holders}
        problem={problem}
      />
    </FormSheet>
  )
}
