import './pairings.css'
import '../../ui/due-row.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay, formatInstant } from '../../lib/format-day.ts'
import { printYuan } from '../../lib/outbox/yuan.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { Answer, Empty, Trouble } from '../../ui/states.tsx'
import { fileWords, ownFileWords as words } from './hardship-messages.ts'
import { WithdrawButton } from './withdraw-button.tsx'

type Own = NonNullable<CallOutput<'getOwnHardshipFile'>['file']>

/** Yes and no weigh the same: neither is red. */
function Question({ file }: { file: Own }) {
  const { today } = useSession()
  const { save, saving, error } = useSave('answerOwnHardshipFile')
  const say = async (agrees: boolean) => {
    if (!(await save({ params: { fileId: file.fileId }, body: { agrees } }))) return
    tell({ tone: 'done', sentence: agrees ? words.agreed : words.refused })
  }
  return (
    <>
      <p>{words.ask(file.orgName)}</p>
      {file.answerBy && <p>{words.askUntil(formatDay(file.answerBy, today))}</p>}
      {error && <Trouble error={error} />}
      <div className="pairings-acts">
        <Button busy={saving} onPress={() => void say(true)}>
          {words.yes}
        </Button>
        <Button busy={saving} onPress={() => void say(false)}>
          {words.no}
        </Button>
      </div>
    </>
  )
}

function Written({ file }: { file: Own }) {
  const { today } = useSession()
  const purpose = [file.settingLabel, file.aimLabels.join('、')].join('：')
  return (
    <>
      <dl>
        <dt>{words.situation}</dt>
        <dd>{file.situation}</dd>
        <dt>{words.forWhat}</dt>
        <dd>{purpose}</dd>
      </dl>
      <p>{words.until(formatDay(file.expiresOn, today))}</p>
      {file.wish && <p>{words.wish(file.wish)}</p>}
      {file.answer && <p>{words.answer(file.answer)}</p>}
    </>
  )
}

function Acts({ file }: { file: Own }) {
  const wish = useSave('wishOwnHardshipFile', `own-hardship:${file.fileId}`)
  const params = { fileId: file.fileId }
  return (
    <div className="pairings-acts">
      {!file.wish && (
        <AskReason
          verb={words.change}
          hint={words.changeHint}
          why={words.changeWhy}
          write={wish}
          onSend={(text) => wish.save({ params, body: { text } })}
          done={words.wished}
        />
      )}
      {file.state === 'open' && <WithdrawButton fileId={file.fileId} />}
    </div>
  )
}

function Given({ file }: { file: Own }) {
  const { today } = useSession()
  return (
    <>
      <h2>{words.aids}</h2>
      {file.aids.length === 0 && <p>{words.noAids}</p>}
      <ul className="tasks">
        {file.aids
          .filter((aid) => aid.voidReason === null)
          .map((aid) => (
            <li className="task" key={aid.aidId}>
              <div>
                <b>{aid.kindLabel}</b>
                <span>
                  {[
                    formatDay(aid.givenOn, today),
                    aid.fen !== null && fileWords.yuan(printYuan(aid.fen)),
                    aid.what,
                  ]
                    .filter(Boolean)
                    .join('　')}
                </span>
              </div>
            </li>
          ))}
      </ul>
      <h2>{words.looks}</h2>
      {file.looks.length === 0 && <p>{words.noLooks}</p>}
      <ul>
        {file.looks.map((look) => (
          <li key={look.at}>
            {words.look(formatInstant(look.at, today), look.byName ?? words.somebody, look.reason)}
          </li>
        ))}
      </ul>
    </>
  )
}

/** All that is kept about oneself here, who looked, and the ways to say no. */
export function OwnFileBody() {
  const own = useCall('getOwnHardshipFile', {})
  return (
    <div className="pairings">
      <Answer of={own}>
        {({ file }) =>
          file ? (
            <>
              {file.state === 'asked' && <Question file={file} />}
              <Written file={file} />
              <Acts file={file} />
              <Given file={file} />
            </>
          ) : (
            <Empty>{words.none}</Empty>
          )
        }
      </Answer>
    </div>
  )
}
