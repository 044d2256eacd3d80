import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { messages } from './messages.ts'

const words = messages.duties
type Nomination = CallOutput<'listMyNominations'>['rows'][number]

function Row({ one }: { one: Nomination }) {
  const { today } = useSession()
  const withdraw = useSave('withdrawNomination')
  const { nominationId, name, orgName, reason, withdrawReason } = one
  return (
    <li className="task">
      <div>
        <b>{name}</b>
        <span>{[orgName, reason].join('　')}</span>
        <span>{words.decision(one.decidedBy, formatDay(one.decidedOn, today), one.nominatedByName)}</span>
        {withdrawReason && <span>{words.withdrawnFor(withdrawReason)}</span>}
      </div>
      {one.abilities.withdraw && (
        <AskReason
          tone="quiet"
          verb={words.withdraw}
          label={words.withdrawLabel(name)}
          hint={words.withdrawHint}
          why={words.why}
          write={withdraw}
          onSend={(why) => withdraw.save({ params: { nominationId }, body: { reason: why } })}
          done={words.withdrawn}
        />
      )}
    </li>
  )
}

/** Who was put forward, why and by whom; as names in the order of the register. */
export function Nominations({ title, rows }: { title: string; rows: readonly Nomination[] }) {
  if (rows.length === 0) return null
  return (
    <section className="worklist">
      <h2>{title}</h2>
      <ul className="tasks">
        {rows.map((one) => (
          <Row key={one.nominationId} one={one} />
        ))}
      </ul>
    </section>
  )
}

/** What was decided about oneself: open to the person from the first day. */
export function MyNominations() {
  const { memberId } = useSession()
  const mine = useCall('listMyNominations', memberId ? {} : undefined)
  return <Nominations title={words.mine} rows={mine.data?.rows ?? []} />
}
