import './posts.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Answer } from '../../ui/states.tsx'
import { sayAmounts } from './amounts.ts'
import { LogSheet, type OwnWork } from './log-sheet.tsx'
import { messages } from './messages.ts'

type Own = CallOutput<'getOwnWork'>
type Log = Own['logs'][number]
const words = messages.own

function Logged({ log }: { log: Log }) {
  const { today } = useSession()
  const write = useSave('withdrawLog', `log:${log.logId}:back`)
  const day = formatDay(log.day, today)
  return (
    <li className="task">
      <div>
        <b>{log.workName}</b>
        <span>
          {day}　{sayAmounts(log.amounts)}
          {log.withdrawReason !== null && `　${words.withdrawn}`}
        </span>
      </div>
      {log.abilities.withdraw && (
        <AskReason
          tone="quiet"
          verb={words.back}
          label={words.backFor(log.workName, day)}
          hint={words.backHint}
          why={messages.end.why}
          write={write}
          onSend={(reason) => write.save({ params: { logId: log.logId }, body: { reason } })}
          done={words.backDone}
        />
      )}
    </li>
  )
}

function Body({ own, onLog }: { own: Own; onLog: (work: OwnWork) => void }) {
  const { today } = useSession()
  return (
    <>
      {own.turns.length > 0 && (
        <section className="pad">
          <h2>{words.turns}</h2>
          {own.turns.map((turn) => (
            <p key={`${turn.day} ${turn.title}`}>
              {[formatDay(turn.day, today), turn.startsAt, turn.teamName, turn.title]
                .filter(Boolean)
                .join('　')}
            </p>
          ))}
        </section>
      )}
      {own.works.length === 0 ? (
        <p className="pad top">{words.none}</p>
      ) : (
        <ul className="tasks" aria-label={words.works}>
          {own.works.map((one) => (
            <li className="task" key={one.work.id}>
              <div>
                <b>{one.name}</b>
                {one.note && <span>{one.note}</span>}
              </div>
              <Button label={words.logFor(one.name)} onPress={() => onLog(one)}>
                {words.log}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="pad top">
        <LinkButton href={to('/posts')}>{words.claim}</LinkButton>
      </div>
      {own.logs.length > 0 && (
        <>
          <h2 className="pad">{words.last}</h2>
          <ul className="tasks">
            {own.logs.map((log) => (
              <Logged key={log.logId} log={log} />
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** What one has taken on, and the way to say that something was done there: also where there is no line. */
export default function OwnPage() {
  const own = useCall('getOwnWork', {})
  const [open, setOpen] = useState<OwnWork>()
  return (
    <Screen title={words.works} sub={words.sub} back="/record">
      <Answer of={own}>{(data) => <Body own={data} onLog={setOpen} />}</Answer>
      {open && <LogSheet work={open} onClose={() => setOpen(undefined)} />}
    </Screen>
  )
}
