import { useState } from 'react'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { Item } from './items.tsx'
import { messages } from './messages.ts'
import { parseCount } from './yuan.ts'

const words = messages.one

function Restock({ item, onClose }: { item: Item; onClose: () => void }) {
  const { itemId, name } = item
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const { save, saving, error } = useSave('restockItem', `redemption:${itemId}:stock`)
  const add = parseCount(typed)
  const send = async () => {
    setTried(true)
    if (add === undefined) return
    const answer = await save({ params: { itemId }, body: { add } })
    if (!answer) return
    onClose()
    tell({ tone: 'done', sentence: words.restocked(name, answer.stock) })
  }
  return (
    <FormSheet
      title={words.restockLabel(name)}
      send={words.restock}
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      {error && <Trouble error={error} />}
      <TextField
        label={words.restockHow}
        value={typed}
        onType={setTyped}
        problem={tried && add === undefined ? words.numberWrong : undefined}
        inputMode="numeric"
      />
    </FormSheet>
  )
}

export function ItemActs({ item }: { item: Item }) {
  const [restocking, setRestocking] = useState(false)
  const { itemId, name } = item
  const retire = useSave('retireItem', `redemption:${itemId}:retire`)
  const end = async () => {
    if (await retire.save({ params: { itemId }, body: {} }))
      tell({ tone: 'done', sentence: words.retireDone(name) })
  }
  return (
    <div className="item-acts">
      {retire.error && <Trouble error={retire.error} />}
      <Button label={words.restockLabel(name)} onPress={() => setRestocking(true)}>
        {words.restock}
      </Button>
      <Button tone="quiet" busy={retire.saving} label={words.retireLabel(name)} onPress={() => void end()}>
        {words.retire}
      </Button>
      {restocking && <Restock item={item} onClose={() => setRestocking(false)} />}
    </div>
  )
}
