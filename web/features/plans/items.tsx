import { useState } from 'react'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { Year } from './entry-draft.ts'
import { ItemSheet } from './item-sheet.tsx'
import { messages } from './messages.ts'

type Item = Year['items'][number]

function Remove({ item }: { item: Item }) {
  const write = useSave('removePlanItem')
  const remove = async () => {
    const answer = await write.save({ params: { itemId: item.itemId ?? '' }, body: {} })
    if (answer) tell({ tone: 'done', sentence: messages.removed })
  }
  if (write.error) return <Trouble error={write.error} />
  return (
    <Button
      tone="quiet"
      label={messages.removeLabel(item.title)}
      busy={write.saving}
      onPress={() => void remove()}
    >
      {messages.remove}
    </Button>
  )
}

function Title({ item }: { item: Item }) {
  const more = [
    item.holderName,
    item.theme,
    item.work && messages.work(item.work),
    item.ledBy && messages.ledBy(item.ledBy),
    item.kind === null && messages.reminder,
    item.note,
  ].filter(Boolean)
  return (
    <>
      {item.title}
      {more.length > 0 && <small>{more.join('，')}</small>}
    </>
  )
}

/** What the plan is made of: each entry with its rule and the duty that it answers. */
export function Items({ year }: { year: Year }) {
  const [changing, setChanging] = useState<Item | 'new'>()
  const { columns: heads } = messages
  const columns: Column<Item>[] = [
    { id: 'title', head: heads.title, names: true, cell: (item) => <Title item={item} /> },
    { id: 'sentence', head: heads.sentence, cell: (item) => item.sentence },
    {
      id: 'place',
      head: heads.place,
      cell: (item) => [item.startsAt, item.place].filter(Boolean).join(' '),
    },
    {
      id: 'answers',
      head: heads.answers,
      cell: (item) => item.answers.join('、') || messages.noAnswer,
    },
    { id: 'times', head: heads.times, num: true, cell: (item) => item.times },
    {
      id: 'acts',
      head: <span className="sr">{messages.changeItem}</span>,
      cell: (item) =>
        item.abilities.change && (
          <span className="no-print">
            <Button
              tone="quiet"
              label={messages.changeItemLabel(item.title)}
              onPress={() => setChanging(item)}
            >
              {messages.changeItem}
            </Button>
            <Remove item={item} />
          </span>
        ),
    },
  ]
  return (
    <section className="plan-items">
      <div className="plan-month-h">
        <h2>{messages.items}</h2>
        {year.plan && year.abilities.write && (
          <Button onPress={() => setChanging('new')}>{messages.add}</Button>
        )}
      </div>
      <Ledger
        caption={messages.itemsTable}
        columns={columns}
        parts={[{ id: 'items', rows: year.items }]}
        keyOf={(item) => item.no}
      />
      {changing && (
        <ItemSheet
          year={year}
          {...(changing !== 'new' && { item: changing })}
          onClose={() => setChanging(undefined)}
        />
      )}
    </section>
  )
}
