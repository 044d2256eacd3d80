import './talks.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { RecordTalk } from './record-form.tsx'

const words = messages.mine
type Own = CallOutput<'listOwnPairTalks'>

function TakeBack({ talkId, day }: { talkId: string; day: string }) {
  const write = useSave('takeBackPairTalk', `pair-talk:${talkId}:end`)
  return (
    <AskReason
      tone="quiet"
      verb={words.back}
      label={words.backLabel(day)}
      hint={words.backHint}
      why={words.backWhy}
      write={write}
      onSend={(reason) => write.save({ params: { talkId }, body: { reason } })}
      done={words.backDone}
    />
  )
}

function Talk({ row }: { row: Own['rows'][number] }) {
  const { today } = useSession()
  return (
    <li className="task">
      <div>
        <b>{words.with(row.names)}</b>
        <span>
          {[messages.on(row.day, today), row.pairLabel, row.matterLabel, words.by(row.byName)].join('　')}
        </span>
      </div>
      {row.abilities.takeBack && <TakeBack talkId={row.talkId} day={row.day} />}
      {row.words && <p className="pt-words">{row.words}</p>}
    </li>
  )
}

/** One's own talks with what was said in them, and the form for another one. */
export function OwnBody() {
  const own = useCall('listOwnPairTalks', {})
  return (
    <Answer of={own}>
      {({ rows, branch }) => (
        <div className="pair-talks">
          {branch?.record && (
            <div className="acts">
              <RecordTalk orgId={branch.orgId} people={branch.people} ownId={branch.memberId} />
            </div>
          )}
          {rows.length === 0 ? (
            <Empty>{words.none}</Empty>
          ) : (
            <ul className="tasks">
              {rows.map((row) => (
                <Talk key={row.talkId} row={row} />
              ))}
            </ul>
          )}
        </div>
      )}
    </Answer>
  )
}
