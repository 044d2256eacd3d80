import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import { Stamp, type StampState } from '../../ui/stamp.tsx'
import { Consent } from './consent.tsx'
import { messages } from './messages.ts'
import { OfficeActs } from './office-acts.tsx'

export type Recognition = CallOutput<'listRecognitions'>['rows'][number]

function stampOf({ withdrawn, givenOn, consent, abilities }: Recognition): StampState {
  if (withdrawn || consent === 'refused') return 'excused'
  if (abilities.takeDown) return 'today'
  return givenOn ? 'done' : 'due'
}

function Row({ row, own }: { row: Recognition; own: boolean }) {
  const { today } = useSession()
  const { memberName, kindLabel, what, why, giverName, givenOn, consent, withdrawn, takenDown } = row
  return (
    <li className="task">
      <Stamp state={stampOf(row)} />
      <div>
        <b>
          {!own && `${memberName}　`}
          {what}
        </b>
        <span>
          <em>{consent === 'not-needed' ? kindLabel : `${kindLabel}，${row.consentLabel}`}</em>
          {messages.by(giverName, givenOn && formatDay(givenOn, today))}
        </span>
        <span>{[messages.why2(why), row.record?.title].filter(Boolean).join('　')}</span>
        {takenDown && <span>{messages.takenDown(takenDown.note)}</span>}
        {withdrawn && <span>{messages.withdrawnWhy(withdrawn.byName, withdrawn.reason)}</span>}
      </div>
      {own ? <Consent row={row} /> : <OfficeActs row={row} />}
    </li>
  )
}

export function RecognitionRows({ rows, own = false }: { rows: readonly Recognition[]; own?: boolean }) {
  return (
    <ul className="tasks">
      {rows.map((row) => (
        <Row key={row.recognitionId} row={row} own={own} />
      ))}
    </ul>
  )
}
