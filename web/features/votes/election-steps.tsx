import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { Candidates } from './open-election.tsx'
import type { Election } from './vote-types.ts'

const words = messages.election
type OfElection = { election: Election }

/** A tie asks those who are tied; seats that are left, whoever is chosen to stand. */
function Again({ election }: OfElection) {
  const { electionId } = election.election
  const { tied, left } = election
  const [chosen, setChosen] = useState<string[]>([])
  const { save, saving, error } = useSave('ballotAgain', `election:${electionId}:again`)
  const isRunOff = tied.length > 0
  const send = async () => {
    const body = { candidateIds: isRunOff ? tied : chosen }
    const answer = await save({ params: { electionId }, body })
    if (answer) tell({ tone: 'done', sentence: answer.says })
  }
  const problem = fieldMessage(error, 'body.candidateIds')
  return (
    <div>
      {!isRunOff && (
        <Candidates
          legend={words.secondWho}
          people={left}
          chosen={chosen}
          onChange={setChosen}
          problem={problem}
        />
      )}
      {error && (isRunOff || !problem) && <Trouble error={error} />}
      <div className="vote-acts">
        <Button tone="go" busy={saving} onPress={() => void send()}>
          {isRunOff ? words.runOff : words.second}
        </Button>
      </div>
    </div>
  )
}

function LeaveEmpty({ election }: OfElection) {
  const { electionId } = election.election
  const write = useSave('leaveSeatsEmpty', `election:${electionId}:empty`)
  return (
    <AskReason
      verb={words.empty}
      hint={words.emptyHint}
      why={words.emptyWhy}
      write={write}
      onSend={(reason) => write.save({ params: { electionId }, body: { reason } })}
    />
  )
}

function Reopen({ election }: OfElection) {
  const { electionId } = election.election
  const write = useSave('reopenBallot', `election:${electionId}:reopen`)
  return (
    <AskReason
      tone="quiet"
      verb={words.reopen}
      hint={words.reopenHint}
      why={words.reopenWhy}
      write={write}
      onSend={(reason) => write.save({ params: { electionId }, body: { reason } })}
    />
  )
}

function Void({ election }: OfElection) {
  const { electionId } = election.election
  const write = useSave('voidElection', `election:${electionId}:void`)
  return (
    <AskReason
      tone="quiet"
      verb={words.void}
      hint={words.voidHint}
      why={words.voidWhy}
      write={write}
      onSend={(reason) => write.save({ params: { electionId }, body: { reason } })}
    />
  )
}

function Confirm({ election }: OfElection) {
  const { electionId } = election.election
  const { save, saving, error } = useSave('confirmElection', `election:${electionId}:confirm`)
  const send = async () => {
    const answer = await save({ params: { electionId }, body: {} })
    if (answer) tell({ tone: 'done', sentence: answer.says })
  }
  return (
    <div>
      <p className="note">{words.confirmSay}</p>
      {error && <Trouble error={error} />}
      <Button tone="go" busy={saving} onPress={() => void send()}>
        {words.confirm}
      </Button>
    </div>
  )
}

/** What comes next, the one red button among it. */
export function ElectionSteps({ election }: OfElection) {
  const { abilities } = election
  return (
    <>
      {abilities.again && <Again election={election} />}
      {abilities.confirm && <Confirm election={election} />}
      <div className="vote-acts">
        {abilities.leaveEmpty && <LeaveEmpty election={election} />}
        {abilities.reopen && <Reopen election={election} />}
        {abilities.void && <Void election={election} />}
      </div>
    </>
  )
}

type Person = Election['elected'][number]

function Give({ electionId, person }: { electionId: string; person: Person }) {
  const { memberId, name, postTitle } = person
  const { save, saving, error } = useSave('giveElectedPost', `election:${electionId}:${memberId}`)
  const send = async () => {
    if (await save({ params: { electionId }, body: { memberId } }))
      tell({ tone: 'done', sentence: words.gaveTo(name, postTitle) })
  }
  return (
    <>
      <Button busy={saving} label={words.giveOf(name, postTitle)} onPress={() => void send()}>
        {words.give}
      </Button>
      {error && <Trouble error={error} />}
    </>
  )
}

/** Who was elected; the post is proposed, and entered by somebody. */
export function Elected({ election }: OfElection) {
  const { elected, abilities } = election
  if (elected.length === 0) return null
  const isConfirmed = election.election.state === 'confirmed'
  return (
    <section>
      <h2>{words.elected}</h2>
      <ul className="vote-list">
        {elected.map((person) => (
          <li key={person.memberId}>
            <b>{person.name}</b>
            {isConfirmed && <span>{person.postGiven ? words.given : words.propose(person.postTitle)}</span>}
            {abilities.givePost && !person.postGiven && (
              <div className="vote-acts">
                <Give electionId={election.election.electionId} person={person} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
