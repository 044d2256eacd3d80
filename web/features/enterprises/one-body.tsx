import './enterprises.css'
import '../../ui/due-row.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Empty, Trouble } from '../../ui/states.tsx'
import { EnterpriseForm } from './enterprise-form.tsx'
import { sayFacts, When } from './list-body.tsx'
import { messages } from './messages.ts'
import { OrderLine } from './order-line.tsx'
import { RevisitForm } from './revisit-form.tsx'

const words = messages.revisit
type One = CallOutput<'getEnterprise'>

function CloseSheet({ row, onClose }: { row: One; onClose: () => void }) {
  const { save, saving, error } = useSave('closeEnterprise')
  const send = async () => {
    if (!(await save({ params: { enterpriseId: row.enterpriseId }, body: {} }))) return
    goTelling('/enterprises', { tone: 'done', sentence: messages.closed(row.name) })
  }
  return (
    <Sheet title={messages.close} sub={row.name} label={messages.close} onClose={onClose}>
      {error && <Trouble error={error} />}
      <p>{messages.closeHint}</p>
      <Button wide busy={saving} onPress={() => void send()}>
        {messages.close}
      </Button>
    </Sheet>
  )
}

function Revisits({ row }: { row: One }) {
  const { today } = useSession()
  if (row.revisits.length === 0) return <Empty>{words.none}</Empty>
  return (
    <ul className="tasks">
      {row.revisits.map(({ revisitId, visitedOn, gradeLabel, memberCount, missing, note }) => (
        <li className="task" key={revisitId}>
          <div>
            <b>{formatDay(visitedOn, today)}</b>
            <span>
              {[
                words.grade(gradeLabel),
                words.members_(memberCount),
                missing.length > 0 && words.missing(missing.join('、')),
                note,
              ]
                .filter(Boolean)
                .join('，')}
            </span>
          </div>
          <LinkButton
            href={to(`/enterprise-revisits/${revisitId}`)}
            label={words.lookLabel(formatDay(visitedOn, today))}
          >
            {words.look}
          </LinkButton>
        </li>
      ))}
    </ul>
  )
}

/** One enterprise: who was sent there, what was found, and what is to follow. */
export function OneBody({ row }: { row: One }) {
  const [open, setOpen] = useState<'visit' | 'change' | 'close'>()
  const close = () => setOpen(undefined)
  const { abilities, contact, instructor, liaison, orders } = row
  return (
    <div className="enterprises">
      <p>{sayFacts(row)}</p>
      <p>{messages.two(instructor?.name ?? messages.nobody, liaison?.name ?? messages.nobody)}</p>
      {contact && <p>{messages.contact(contact)}</p>}
      <p>
        <When row={row} />
      </p>
      {abilities.write && (
        <div className="enterprise-acts">
          {row.isDue && (
            <Button tone="go" onPress={() => setOpen('visit')}>
              {words.open}
            </Button>
          )}
          <Button onPress={() => setOpen('change')}>{messages.change}</Button>
          <Button tone="quiet" onPress={() => setOpen('close')}>
            {messages.close}
          </Button>
        </div>
      )}
      <h2>{messages.orders.title}</h2>
      {orders.length === 0 ? (
        <p className="note">{messages.orders.none}</p>
      ) : (
        <ul className="tasks">
          {orders.map((order) => (
            <OrderLine key={order.orderId} order={order} writes={abilities.write} />
          ))}
        </ul>
      )}
      <h2>{words.history}</h2>
      <Revisits row={row} />
      {open === 'visit' && <RevisitForm row={row} onClose={close} />}
      {open === 'change' && <EnterpriseForm row={row} onClose={close} />}
      {open === 'close' && <CloseSheet row={row} onClose={close} />}
    </div>
  )
}
