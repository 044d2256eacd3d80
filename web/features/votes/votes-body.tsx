import './votes.css'
import { CountLine, ElectionLines, MotionLines } from './meeting-part.tsx'
import { messages } from './messages.ts'
import { CountForm, PutForm, ReopenMotion, WithdrawMotion } from './motion-forms.tsx'
import { OpenElection } from './open-election.tsx'
import type { Meeting } from './vote-types.ts'

/** The chair's own screen while the meeting goes on: who counts, each vote with its sums, elections. */
export function VotesBody({ meeting }: { meeting: Meeting }) {
  const { count, motions, elections, abilities, activityId } = meeting
  // One next step in red: the first vote that is still to be counted.
  const next = motions.find((one) => one.abilities.count)
  return (
    <div className="votes">
      {count && <CountLine count={count} />}
      {motions.length === 0 && <p>{messages.part.none}</p>}
      <ul className="vote-list">
        {motions.map((motion) => (
          <li key={motion.motionId}>
            <MotionLines motion={motion} />
            {motion === next && <CountForm key={motion.state} motion={motion} meeting={meeting} />}
            <div className="vote-acts">
              {motion.abilities.reopen && <ReopenMotion motion={motion} />}
              {motion.abilities.withdraw && <WithdrawMotion motion={motion} />}
            </div>
          </li>
        ))}
      </ul>
      {abilities.put && (
        <section>
          <h2>{messages.put.title}</h2>
          <PutForm activityId={activityId} />
        </section>
      )}
      {(abilities.elect || elections.length > 0) && (
        <section>
          <h2>{messages.election.list}</h2>
          <ElectionLines elections={elections} />
          {abilities.elect && <OpenElection meeting={meeting} />}
        </section>
      )}
    </div>
  )
}
