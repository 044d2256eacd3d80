import './appraisals.css'
import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { to } from '../../lib/link.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { Answer, Empty, Trouble } from '../../ui/states.tsx'
import type { Own } from './appraisal-types.ts'
import { grades, messages } from './messages.ts'

const words = messages.mine

function SelfForm({ row, onDone }: { row: Own; onDone: () => void }) {
  const key = `appraisal:${row.roundId}:self`
  const draft = useDraft(key, row.self?.words ?? '')
  const { save, saving, error } = useSave('writeOwnSelf', key)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await save({ params: { roundId: row.roundId }, body: { words: draft.value } }))) return
    draft.done()
    onDone()
    tell({ tone: 'done', sentence: words.saved })
  }
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      <DraftNote draft={draft} />
      {error && !error.field && <Trouble error={error} />}
      <TextAreaField
        label={words.write}
        hint={words.writeHint}
        value={draft.value}
        onType={draft.set}
        maxLength={2000}
        rows={8}
        problem={fieldMessage(error, 'body.words')}
      />
      <Button submit tone="go" busy={saving}>
        {words.save}
      </Button>
    </form>
  )
}

function Self({ row }: { row: Own }) {
  const { today } = useSession()
  const [changing, setChanging] = useState(false)
  const { self, abilities } = row
  if (abilities.write && (!self || changing)) return <SelfForm row={row} onDone={() => setChanging(false)} />
  if (!self) return null
  return (
    <>
      <p className="ap-words">
        {self.words}
        <br />
        <small>{words.wrote(self.at, today, self.onPaper)}</small>
      </p>
      {abilities.write && <Button onPress={() => setChanging(true)}>{words.change}</Button>}
    </>
  )
}

/** About the grade, as about anything that is recorded of oneself. */
function Objection({ factId }: { factId: string }) {
  const write = useSave('raiseObjection', `appraisal:object:${factId}`)
  return (
    <AskReason
      tone="quiet"
      verb={words.object}
      title={words.objectTitle}
      hint={words.objectHint}
      why={words.objectWhy}
      write={write}
      onSend={(text) => write.save({ body: { about: { factId, ruleId: null }, text } })}
      done={words.objected}
    />
  )
}

function Round({ row }: { row: Own }) {
  const { excused, grade, reason, factId, ballotId } = row
  return (
    <li className="task">
      <div>
        <b>{messages.year(row.orgName, row.year)}</b>
        <span>
          <em>{row.stateLabel}</em>
          {excused ? words.excused(excused) : grade ? words.grade(grades[grade]) : words.noGrade}
        </span>
        {reason && <span>{words.reason(reason)}</span>}
        {row.inspections.map((said) => (
          <span key={said}>{messages.one.inspected(said)}</span>
        ))}
      </div>
      {ballotId && <LinkButton href={to(`/assessments/${ballotId}`)}>{words.vote}</LinkButton>}
      {factId && row.abilities.object && <Objection factId={factId} />}
      <Self row={row} />
    </li>
  )
}

/** One's own years: what one wrote, the ballot while one may vote, the grade with its reason, and the word against it. */
export function OwnBody() {
  const own = useCall('listOwnAppraisals', {})
  return (
    <Answer of={own}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Empty>{words.none}</Empty>
        ) : (
          <ul className="tasks appraise">
            {rows.map((row) => (
              <Round key={row.roundId} row={row} />
            ))}
          </ul>
        )
      }
    </Answer>
  )
}
