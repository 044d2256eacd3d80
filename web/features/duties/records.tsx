import './duties.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { ContactLine } from '../../ui/contact-line.tsx'
import { Figure } from '../../ui/figure.tsx'
import { StampWord } from '../../ui/stamp.tsx'
import { Answer } from '../../ui/states.tsx'
import { sayMore, sayPeriod, sayShort, stamps } from './duty-words.ts'
import { messages } from './messages.ts'
import { PleaCourse } from './plea.tsx'

type Records = CallOutput<'getDutyRecords'>
type Row = Records['rows'][number]

function Held({ records, today }: { records: Row['records']; today: string }) {
  return (
    <ul className="duty-records">
      {records.map((one) => (
        <li key={one.recordAt}>
          <a href={to(one.recordAt)}>
            {formatDay(one.day, today)}　{one.title}
          </a>
          {one.present !== null && (
            <Figure href={to(one.recordAt)} label={messages.presentLabel(one.present, one.expected)}>
              {messages.present(one.present, one.expected)}
            </Figure>
          )}
          {one.waits && <span className="note">{messages.waits}</span>}
        </li>
      ))}
    </ul>
  )
}

/** Of talks: how many are owed and held, and between whom not yet. */
function Pairs({ pairs }: { pairs: NonNullable<Row['pairs']> }) {
  return (
    <>
      <p className="note">{messages.pairs(pairs.held, pairs.owed)}</p>
      {pairs.missing.length > 0 && (
        <>
          <p className="note">{messages.pairsMissing}</p>
          <ul className="duty-records">
            {pairs.missing.map((one) => (
              <li key={one.key}>{one.names}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** What may be asked of the level above about one period. */
function Ask({ row, kind }: { row: Row; kind: 'excuse' | 'correction' }) {
  const { orgId, requirementId, periodStart } = row.cell
  const write = useSave('askPlea', `plea:${kind}:${orgId}:${requirementId}:${periodStart}`)
  const of = kind === 'excuse' ? 'excuse' : 'correct'
  return (
    <AskReason
      tone="quiet"
      verb={messages[of]}
      hint={messages[`${of}Hint`]}
      why={messages[`${of}Why`]}
      write={write}
      onSend={(reason) => write.save({ body: { kind, orgId, requirementId, periodStart, reason } })}
      done={messages[`${of}Done`]}
    />
  )
}

function Period({ row, records, cadence }: { row: Row; records: Records; cadence: Records['cadence'] }) {
  const { today } = useSession()
  const { cell, abilities } = row
  const canRecord = abilities.excuse && (cell.state !== 'missed' || !cell.closed)
  return (
    <li className="duty-period">
      <div className="duty-head">
        <b>
          {sayPeriod(cadence, cell)}
          {row.groupName && `　${row.groupName}`}
        </b>
        <StampWord state={stamps[cell.state]}>{sayShort(cell)}</StampWord>
      </div>
      {row.pairs ? (
        <Pairs pairs={row.pairs} />
      ) : row.records.length > 0 ? (
        <Held records={row.records} today={today} />
      ) : (
        <p className="note">
          {[cell.state !== 'due' && cell.state !== 'excused' && messages.missing, sayMore(cell, today)]
            .filter(Boolean)
            .join('，')}
        </p>
      )}
      {cell.closed && abilities.correct && <p className="note">{messages.closed}</p>}
      {row.pleas.map((plea) => (
        <PleaCourse key={plea.pleaId} plea={plea} />
      ))}
      {(canRecord || abilities.excuse || abilities.correct) && (
        <div className="acts">
          {canRecord && (
            <LinkButton href={to(records.doAt)}>
              {cell.state === 'due' ? messages.recordNow : messages.record}
            </LinkButton>
          )}
          {abilities.excuse && <Ask row={row} kind="excuse" />}
          {abilities.correct && <Ask row={row} kind="correction" />}
        </div>
      )}
    </li>
  )
}

/** One thing that is asked of one organisation: every period of the year, the latest first, and whom to ask. */
export function DutyRecords({ orgId, code, year }: { orgId: number; code: string; year: number }) {
  const records = useCall('getDutyRecords', { params: { orgId }, query: { code, year } })
  return (
    <Answer of={records}>
      {(data) => {
        const begun = data.rows.filter((row) => row.cell.state !== 'due')
        const held = begun.filter((row) => row.cell.metOn !== null)
        return (
          <>
            <p className="note">{messages.heldOf(held.length, begun.length)}</p>
            <ContactLine orgId={data.orgId} contact={data.contact} />
            <ol className="duty-periods">
              {[...data.rows].reverse().map((row) => (
                <Period
                  key={`${row.cell.orgId}/${row.cell.periodStart}/${row.cell.requirementId}`}
                  row={row}
                  records={data}
                  cadence={data.cadence}
                />
              ))}
            </ol>
          </>
        )
      }}
    </Answer>
  )
}
