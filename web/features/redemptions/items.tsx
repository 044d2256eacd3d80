import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { formatPoints, parsePoints } from '../../lib/format-points.ts'
import { tell } from '../../lib/receipts.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { Trouble } from '../../ui/states.tsx'
import { ItemActs } from './item-acts.tsx'
import { messages } from './messages.ts'
import type { Desk } from './redemption-rows.tsx'
import { formatYuan, parseCount, parseYuan } from './yuan.ts'

const words = messages.one
export type Item = Desk['items'][number]

function columnsFor(change: boolean): Column<Item>[] {
  return [
    { id: 'name', head: words.item, names: true, cell: (row) => row.name },
    { id: 'price', head: words.price, num: true, cell: (row) => formatPoints(row.price) },
    { id: 'unit', head: words.unit, num: true, cell: (row) => formatYuan(row.unitFen) },
    { id: 'stock', head: words.stock, num: true, cell: (row) => row.stock },
    {
      id: 'state',
      head: words.state,
      cell: (row) => (row.retired ? words.retired : change && <ItemActs item={row} />),
    },
  ]
}

const blank = { name: '', price: '', unit: '', stock: '', tried: false }

function useNewItem(programmeId: string, onDone: () => void) {
  const key = `redemption:${programmeId}:item`
  const draft = useDraft(key, blank)
  const { save, saving, error } = useSave('addRedemptionItem', key)
  const { name, price, unit, stock } = draft.value
  const typed = { price: parsePoints(price), unitFen: parseYuan(unit), stock: parseCount(stock) }
  const send = async () => {
    const { price: points, unitFen, stock: pieces } = typed
    if (!points || points < 0 || unitFen === undefined || pieces === undefined)
      return draft.set((now) => ({ ...now, tried: true }))
    const body = { name, price: points, unitFen, stock: pieces }
    if (!(await save({ params: { programmeId }, body }))) return
    draft.done()
    onDone()
    tell({ tone: 'done', sentence: words.added(name) })
  }
  return { draft, typed, send, saving, error }
}

function ItemForm({ programmeId, onDone }: { programmeId: string; onDone: () => void }) {
  const { draft, typed, send, saving, error } = useNewItem(programmeId, onDone)
  const { name, price, unit, stock, tried } = draft.value
  const wrong = (value: number | undefined) => (tried && value === undefined ? words.numberWrong : undefined)
  const type = (to: Partial<typeof blank>) => draft.set((now) => ({ ...now, ...to }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send()
  }
  const field = (label: string, key: 'price' | 'unit' | 'stock', value: string, problem?: string) => (
    <TextField
      label={label}
      value={value}
      onType={(next) => type({ [key]: next })}
      problem={problem}
      inputMode="decimal"
    />
  )
  return (
    <form className="form" onSubmit={submit}>
      {error && !error.field && <Trouble error={error} />}
      <TextField
        label={words.item}
        value={name}
        onType={(next) => type({ name: next })}
        problem={fieldMessage(error, 'body.name')}
        maxLength={40}
      />
      {field(words.price, 'price', price, wrong(typed.price) ?? fieldMessage(error, 'body.price'))}
      {field(words.unit, 'unit', unit, wrong(typed.unitFen) ?? fieldMessage(error, 'body.unitFen'))}
      {field(words.stock, 'stock', stock, wrong(typed.stock) ?? fieldMessage(error, 'body.stock'))}
      <Button submit busy={saving}>
        {words.addSave}
      </Button>
    </form>
  )
}

/** What can be had, for how many points, at what cost, and how many are left. */
export function Items({ desk }: { desk: Desk }) {
  const [adding, setAdding] = useState(false)
  const { items, programme, abilities } = desk
  return (
    <section>
      <h2>{words.items}</h2>
      <Ledger
        caption={words.items}
        columns={columnsFor(abilities.change)}
        rows={items}
        none={words.noItems}
        keyOf={(row) => row.itemId}
      />
      {abilities.change && !adding && <Button onPress={() => setAdding(true)}>{words.add}</Button>}
      {adding && <ItemForm programmeId={programme.programmeId} onDone={() => setAdding(false)} />}
    </section>
  )
}
