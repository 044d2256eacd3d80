import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { to } from '../../lib/link.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { One } from './appraisal-types.ts'
import { messages } from './messages.ts'
import { PaperForm } from './paper-form.tsx'
import { ProposeForm } from './propose-form.tsx'

function MutualForm({ roundId }: { roundId: string }) {
  const words = messages.mutual
  const { today } = useSession()
  const [day, setDay] = useState(today)
  const { save, saving, error } = useSave('noteMutual', `appraisal:${roundId}:mutual`)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (await save({ params: { roundId }, body: { day } })) tell({ tone: 'done', sentence: words.saved })
  }
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      <h2>{words.title}</h2>
      {error && !error.field && <Trouble error={error} />}
      <TextField
        label={words.day}
        type="date"
        value={day}
        onType={setDay}
        problem={fieldMessage(error, 'body.day')}
      />
      <Button submit busy={saving}>
        {words.save}
      </Button>
    </form>
  )
}

function BallotForm({ roundId }: { roundId: string }) {
  const words = messages.ballot
  const [way, setWay] = useState<'paper' | 'phone'>('paper')
  const { save, saving, error } = useSave('openBallot', `appraisal:${roundId}:ballot`)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (await save({ params: { roundId }, body: { way } })) tell({ tone: 'done', sentence: words.saved })
  }
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      <h2>{words.title}</h2>
      <p className="note">{words.hint}</p>
      {error && <Trouble error={error} />}
      <Choice
        legend={words.way}
        value={way}
        onChoose={setWay}
        options={[
          { value: 'paper', label: words.paper },
          { value: 'phone', label: words.phone },
        ]}
      />
      <Button submit tone="go" busy={saving}>
        {words.save}
      </Button>
    </form>
  )
}

/** What comes next, for who may do it; nothing for anybody else. */
export function NextStep({ one, atDesk }: { one: One; atDesk: boolean }) {
  const { round, abilities } = one
  const { roundId, ballot } = round
  return (
    <>
      {abilities.writeFor && <PaperForm one={one} />}
      {abilities.mutual && <MutualForm roundId={roundId} />}
      {abilities.ballot && <BallotForm roundId={roundId} />}
      {abilities.count && ballot && (
        <div className="acts">
          {atDesk ? (
            <LinkButton href={to(`/assessments/${ballot.assessmentId}`)}>
              {messages.ballot[ballot.confirmed ? 'see' : 'go']}
            </LinkButton>
          ) : (
            <p className="note">{messages.ballot.goAtDesk}</p>
          )}
        </div>
      )}
      {abilities.propose && <ProposeForm one={one} />}
    </>
  )
}
