import './pairings.css'
import '../../ui/due-row.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import type { CallState } from '../../lib/use-call.ts'
import { Button } from '../../ui/button.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { HelpForm } from './help-form.tsx'
import { HelpLines } from './help-lines.tsx'
import type { UseHelpWrite } from './help-write.ts'
import { Standing, whereOf } from './list-body.tsx'
import { helpWords, messages, ownWords as words } from './messages.ts'

type OwnPairings = CallState<CallOutput<'getOwnPairings'>>
type Own = CallOutput<'getOwnPairings'>['rows'][number]

function Paired({ row, useWrite }: { row: Own; useWrite: UseHelpWrite }) {
  const { today } = useSession()
  const [open, setOpen] = useState(false)
  const where = whereOf(row)
  const last = row.lastOn && formatDay(row.lastOn, today)
  return (
    <section>
      <h2>{where}</h2>
      <p>{[row.menuLabel, messages.helped(row.helps, last)].join('，')}</p>
      <p>
        <Standing row={row} />
      </p>
      <div className="pairings-acts">
        <Button label={helpWords.openFor(where)} onPress={() => setOpen(true)}>
          {helpWords.open}
        </Button>
      </div>
      {row.last.length > 0 && <HelpLines rows={row.last} />}
      {open && (
        <HelpForm
          pairingId={row.pairingId}
          where={where}
          items={row.items}
          useWrite={useWrite}
          onClose={() => setOpen(false)}
        />
      )}
    </section>
  )
}

function Over({ rows }: { rows: readonly Own[] }) {
  const { today } = useSession()
  if (rows.length === 0) return null
  return (
    <>
      <h2>{words.over}</h2>
      <ul className="tasks">
        {rows.map((row) => (
          <li className="task" key={row.pairingId}>
            <div>
              <b>{whereOf(row)}</b>
              <span>{messages.helped(row.helps, row.lastOn && formatDay(row.lastOn, today))}</span>
              <span>
                <Standing row={row} />
              </span>
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The households one helps, each with the way to say that something was given. */
export function OwnBody({ own, useWrite }: { own: OwnPairings; useWrite: UseHelpWrite }) {
  return (
    <div className="pairings">
      <Answer of={own}>
        {({ rows }) => (
          <>
            {rows.length === 0 && <Empty>{words.empty}</Empty>}
            {rows
              .filter((row) => !row.endedOn)
              .map((row) => (
                <Paired key={row.pairingId} row={row} useWrite={useWrite} />
              ))}
            <Over rows={rows.filter((row) => row.endedOn)} />
          </>
        )}
      </Answer>
    </div>
  )
}
