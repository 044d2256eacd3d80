import './service-units.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import type { PageProps } from '../../lib/pages.ts'
import { goTelling, tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { unitMessages as words } from './unit-messages.ts'

type One = CallOutput<'getServiceUnit'>
type SignedUp = One['signedUp'][number]
type Log = CallOutput<'listServiceLogs'>['rows'][number]

function Leave({ unit, person }: { unit: One; person: SignedUp }) {
  const { save, saving } = useSave('leaveService', `service:leave:${person.signUpId}`)
  const leave = async () => {
    const done = await save({ params: { unitId: unit.unitId, signUpId: person.signUpId }, body: {} })
    if (done) tell({ tone: 'done', sentence: words.left })
  }
  return (
    <Button
      tone="quiet"
      busy={saving}
      label={words.leaveOf(person.name ?? messages.someone)}
      onPress={() => void leave()}
    >
      {words.leave}
    </Button>
  )
}

function columnsOfPeople(unit: One, today: string): Column<SignedUp>[] {
  return [
    { id: 'who', head: messages.who, names: true, cell: (one) => one.name ?? messages.someone },
    { id: 'skill', head: messages.own.skill, cell: (one) => one.skill },
    { id: 'since', head: words.signedOn, tight: true, cell: (one) => formatDay(one.signedOn, today) },
    {
      id: 'acts',
      head: '',
      cell: (one) => (one.own || unit.abilities.record) && <Leave unit={unit} person={one} />,
    },
  ]
}

function Withdraw({ log }: { log: Log }) {
  const write = useSave('withdrawService', `service:withdraw:${log.logId}`)
  return (
    <AskReason
      tone="quiet"
      verb={words.withdraw}
      label={words.withdrawOf(log.what)}
      hint={words.withdrawHint}
      why={words.why}
      write={write}
      onSend={(reason) => write.save({ params: { logId: log.logId }, body: { reason } })}
      done={messages.withdrawn}
    />
  )
}

function columnsOfLogs(today: string): Column<Log>[] {
  return [
    { id: 'date', head: messages.date, tight: true, cell: (log) => formatDay(log.day, today) },
    { id: 'who', head: messages.who, cell: (log) => log.name ?? messages.someone },
    { id: 'what', head: messages.what, names: true, cell: (log) => log.what },
    { id: 'matter', head: messages.matter, cell: (log) => log.matterLabel },
    { id: 'problems', head: messages.problems, num: true, cell: (log) => log.problems },
    {
      id: 'acts',
      head: '',
      cell: (log) =>
        log.withdrawReason === null
          ? log.abilities.withdraw && <Withdraw log={log} />
          : words.withdrawnFor(log.withdrawReason),
    },
  ]
}

function Logs({ unitId }: { unitId: string }) {
  const { today } = useSession()
  const list = useCall('listServiceLogs', { query: { unitId, limit: 200 } })
  return (
    <Answer of={list}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p>{words.noLogs}</p>
        ) : (
          <Ledger
            caption={messages.list}
            columns={columnsOfLogs(today)}
            rows={rows}
            keyOf={(log) => log.logId}
          />
        )
      }
    </Answer>
  )
}

function End({ unit }: { unit: One }) {
  const write = useSave('endServiceUnit', `service:end:${unit.unitId}`)
  const end = async (reason: string) => {
    const done = await write.save({ params: { unitId: unit.unitId }, body: { reason } })
    if (done) goTelling('/service-units', { tone: 'done', sentence: words.ended(unit.name) })
    return done
  }
  return <AskReason verb={words.end} hint={words.endHint} why={words.why} write={write} onSend={end} />
}

function Body({ unit }: { unit: One }) {
  const { today } = useSession()
  const { signedUp, endedOn, abilities } = unit
  return (
    <div className="service-unit">
      <p>
        {endedOn
          ? words.endedOn(formatDay(endedOn, today))
          : words.since(formatDay(unit.registeredOn, today))}
      </p>
      {abilities.write && endedOn === null && (
        <div className="bar">
          <End unit={unit} />
        </div>
      )}
      <h2>{words.people}</h2>
      <Ledger
        caption={words.people}
        columns={columnsOfPeople(unit, today)}
        rows={signedUp}
        none={words.nobody}
        keyOf={(one) => one.signUpId}
      />
      <h2>{messages.list}</h2>
      <Logs unitId={unit.unitId} />
    </div>
  )
}

/** One unit that has reported: who signed up, what was done, and what was taken back. */
export default function UnitPage({ params }: PageProps) {
  const unit = useCall('getServiceUnit', { params: { unitId: params['unitId'] ?? '' } })
  return (
    <>
      <PageHead title={unit.data?.name ?? messages.title} sub={unit.data?.orgName} />
      <Answer of={unit}>{(one) => <Body unit={one} />}</Answer>
    </>
  )
}
