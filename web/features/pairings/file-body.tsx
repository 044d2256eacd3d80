import './pairings.css'
import '../../ui/due-row.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { printYuan } from '../../lib/outbox/yuan.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { AidSheet, ChangeSheet, CloseSheet } from './file-forms.tsx'
import { FileState } from './files-body.tsx'
import { fileWords, actWords as words } from './hardship-messages.ts'

type File = CallOutput<'getHardshipFile'>
type Shown = CallOutput<'showHardshipFile'>
type Aid = File['aids'][number]

function AidLine({ aid, what, writes }: { aid: Aid; what: string | undefined; writes: boolean }) {
  const { today } = useSession()
  const write = useSave('voidAid', `aid:${aid.aidId}:void`)
  const day = formatDay(aid.givenOn, today)
  const facts = [day, aid.fen !== null && fileWords.yuan(printYuan(aid.fen)), what]
  return (
    <li className="task">
      <div>
        <b>{aid.kindLabel}</b>
        <span>
          {[...facts, aid.voidReason !== null && words.voided(aid.voidReason)].filter(Boolean).join('　')}
        </span>
      </div>
      {writes && aid.voidReason === null && (
        <AskReason
          tone="quiet"
          verb={words.void}
          label={words.voidFor(`${day}${aid.kindLabel}`)}
          hint={words.voidHint}
          why={words.voidWhy}
          write={write}
          onSend={(reason) => write.save({ params: { aidId: aid.aidId }, body: { reason } })}
          done={words.voidDone}
        />
      )}
    </li>
  )
}

function Text({ label, children }: { label: string; children: string | null }) {
  if (!children) return null
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

type ActsProps = { row: File; shown: Shown | undefined; onOpen: (what: 'aid' | 'change' | 'close') => void }

/** What is put right or answered has been read before. */
function Acts({ row, shown, onOpen }: ActsProps) {
  const answer = useSave('answerHardshipWish', `hardship:${row.fileId}:answer`)
  const params = { fileId: row.fileId }
  return (
    <div className="pairings-acts">
      {row.state === 'open' && (
        <Button tone="go" onPress={() => onOpen('aid')}>
          {words.give}
        </Button>
      )}
      {shown && <Button onPress={() => onOpen('change')}>{words.change}</Button>}
      {shown?.wish && row.hasWish && (
        <AskReason
          verb={words.answer}
          hint={words.answerHint}
          why={words.answerWhy}
          write={answer}
          onSend={(text) => answer.save({ params, body: { answer: text } })}
          done={words.answered}
        />
      )}
      <Button tone="quiet" onPress={() => onOpen('close')}>
        {words.close}
      </Button>
    </div>
  )
}

/**
 * One file: what it is for and until when; what is written opens with a reason that the member reads. Another version is
 * another body: what was read of the one before is shown no more.
 */
export function FileBody({ row }: { row: File }) {
  const [shown, setShown] = useState<Shown>()
  const [open, setOpen] = useState<'aid' | 'change' | 'close'>()
  const look = useSave('showHardshipFile', `hardship:${row.fileId}:look`)
  const close = () => setOpen(undefined)
  const show = async (reason: string) => {
    const answer = await look.save({ params: { fileId: row.fileId }, body: { reason } })
    if (answer) setShown(answer)
    return answer
  }
  const whatOf = (aidId: string) => shown?.given.find((one) => one.aidId === aidId)?.what
  return (
    <div className="pairings">
      <p>{fileWords.aims(row.aimLabels.join('、'))}</p>
      <p>
        <FileState row={row} />
      </p>
      {shown && (
        <dl>
          <Text label={words.situation}>{shown.situation}</Text>
          <Text label={words.wish}>{row.hasWish ? shown.wish : null}</Text>
          <Text label={words.evidence}>{shown.evidence}</Text>
        </dl>
      )}
      {!shown && row.abilities.write && (
        <AskReason verb={words.show} hint={words.showHint} why={words.showWhy} write={look} onSend={show} />
      )}
      {row.abilities.write && <Acts row={row} shown={shown} onOpen={setOpen} />}
      <h2>{fileWords.aids}</h2>
      <p>{row.aids.length === 0 ? fileWords.noAids : fileWords.given(row.aidCount, printYuan(row.fen))}</p>
      <ul className="tasks">
        {row.aids.map((aid) => (
          <AidLine key={aid.aidId} aid={aid} what={whatOf(aid.aidId)} writes={row.abilities.write} />
        ))}
      </ul>
      {open === 'aid' && <AidSheet row={row} onClose={close} />}
      {open === 'change' && shown && <ChangeSheet row={row} situation={shown.situation} onClose={close} />}
      {open === 'close' && <CloseSheet row={row} onClose={close} />}
    </div>
  )
}
