import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatInstant } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import { ContactLine } from '../../ui/contact-line.tsx'
import { CopyWords } from '../../ui/copy-words.tsx'
import { DriveTags } from '../../ui/drive-tags.tsx'
import { Figure } from '../../ui/figure.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { ItemLine, isSpared } from './item-line.tsx'
import { messages } from './messages.ts'
import { OverBudget, SenderActs } from './one-acts.tsx'
import './worklists.css'

const words = messages.one
type One = CallOutput<'getWorklist'>
type Receiver = One['receivers'][number]

/** Asked for only when somebody wants it: most items stand under no drive. */
function ItemTags({ itemId, title }: { itemId: string; title: string }) {
  const [open, setOpen] = useState(false)
  if (open) return <DriveTags source="worklist-item" sourceId={itemId} />
  return (
    <Button tone="quiet" label={words.tagLabel(title)} onPress={() => setOpen(true)}>
      {words.tag}
    </Button>
  )
}

function Items({ one: { items, menus, abilities } }: { one: One }) {
  const groups = [
    { key: 'must', title: words.must, items: items.filter((item) => item.menu === null) },
    ...menus.map(({ menu, title, choose }) => {
      const some = items.filter((item) => item.menu === menu)
      return { key: String(menu), title: words.menu(title, choose, some.length), items: some }
    }),
  ].filter((group) => group.items.length > 0)
  return groups.map((group) => (
    <div key={group.key}>
      <h3 className="sec">{group.title}</h3>
      <ul className="tasks">
        {group.items.map((item) => (
          <li className="task" key={item.itemId}>
            <div>
              <b>{item.title}</b>
              <span>
                {[item.demandLabel, item.minutes > 0 ? words.takes(item.minutes) : '']
                  .filter(Boolean)
                  .join('　')}
              </span>
              {item.warning && <span className="warn">{item.warning}</span>}
            </div>
            {abilities.change && <ItemTags itemId={item.itemId} title={item.title} />}
          </li>
        ))}
      </ul>
    </div>
  ))
}

function columnsOf(
  today: string,
  open: number | undefined,
  onOpen: (orgId?: number) => void,
): Column<Receiver>[] {
  const { heads } = words
  return [
    { id: 'name', head: heads.name, names: true, cell: ({ name }) => name },
    {
      id: 'receipt',
      head: heads.receipt,
      cell: ({ orgId, receipt, contact }) =>
        receipt ? (
          words.received(receipt.byName, formatInstant(receipt.at, today))
        ) : (
          <>
            {words.noReceipt}
            <ContactLine orgId={orgId} contact={contact} />
          </>
        ),
    },
    {
      id: 'done',
      head: heads.done,
      num: true,
      cell: ({ orgId, name, done, wanted }) => (
        <Figure
          open={open === orgId}
          onToggle={() => onOpen(open === orgId ? undefined : orgId)}
          label={words.doneLabel(name, done, wanted)}
        >
          {words.done(done, wanted)}
        </Figure>
      ),
    },
  ]
}

function Receivers({ one }: { one: One }) {
  const { today } = useSession()
  const [open, setOpen] = useState<number>()
  const { worklist, receivers, items, cells } = one
  return (
    <>
      <h2>{words.receivers}</h2>
      <Ledger
        caption={words.caption}
        columns={columnsOf(today, open, setOpen)}
        rows={receivers}
        keyOf={({ orgId }) => orgId}
        openKey={open}
        open={({ orgId }) => (
          <ul className="tasks">
            {items.map((item) => (
              <ItemLine
                key={item.itemId}
                worklistId={worklist.worklistId}
                item={item}
                cell={cells.find((cell) => cell.itemId === item.itemId && cell.orgId === orgId)}
                isOver={worklist.state === 'over'}
                spared={isSpared(item, orgId, one)}
              />
            ))}
          </ul>
        )}
      />
    </>
  )
}

/** One list: of a draft what it would cost, of a sent one how it stands with each. */
export function OneBody({ one }: { one: One }) {
  const { worklist, cost, receivers } = one
  return (
    <div className="worklist">
      {worklist.note && <p>{worklist.note}</p>}
      {worklist.withdrawReason && <p>{words.withdrawnFor(worklist.withdrawReason)}</p>}
      <p>{words.cost(cost.receivers, cost.minutes, cost.total)}</p>
      {cost.minutes > 0 && <p>{words.week(cost.week, cost.budget)}</p>}
      <OverBudget one={one} />
      <SenderActs one={one} />
      {worklist.state === 'sent' && <CopyWords of="worklist" id={worklist.worklistId} />}
      {worklist.state !== 'draft' && <Receivers one={one} />}
      {(worklist.state === 'draft' || receivers.length === 0) && <Items one={one} />}
    </div>
  )
}
