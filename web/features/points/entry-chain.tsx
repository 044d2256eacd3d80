import './points.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatInstant } from '../../lib/format-day.ts'
import { formatGain } from '../../lib/format-points.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Chain } from '../../ui/chain.tsx'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { SourceLink } from './source-link.tsx'
import type { EntryKey } from './view.ts'

type Entry = CallOutput<'getEntry'>
const words = messages.chain

function Fact({ fact }: { fact: Entry['fact'] }) {
  const { today } = useSession()
  const { voided } = fact
  return (
    <>
      {fact.saying}
      {voided && (
        <span className="aside">
          {words.voided(voided.byName, formatInstant(voided.at, today), voided.reason)}
        </span>
      )}
    </>
  )
}

function Who({ fact, approval }: Pick<Entry, 'fact' | 'approval'>) {
  const { today } = useSession()
  const decided = approval && (approval.approved ? words.approved : words.declined)
  return (
    <>
      {words.recorded(fact.recordedByName, formatInstant(fact.recordedAt, today))}
      {approval && decided && (
        <span className="aside">{decided(approval.byName, formatInstant(approval.at, today))}</span>
      )}
    </>
  )
}

/** Awarded, taken back, awarded anew: each with its day, and what came of it. Nothing is ever deleted. */
function Revisions({ entry }: { entry: Entry }) {
  const { today } = useSession()
  return (
    <div className="revisions">
      <b>{words.revisions}</b>
      <ol>
        {entry.revisions.map((one) => (
          <li key={one.revision}>
            <span>{words.revision(formatInstant(one.postedAt, today), one.cause)}</span>
            <span className="num">{formatGain(one.points)}</span>
          </li>
        ))}
      </ol>
      <p>{words.now(entry.points)}</p>
    </div>
  )
}

function EntryChain({ entry }: { entry: Entry }) {
  const { rule, fact, source } = entry
  return (
    <>
      <Chain
        rule={
          <>
            {rule.saying}
            <span className="aside">
              {words.version(rule.schemeName, rule.versionNo, rule.validFrom, rule.publishedByName)}
            </span>
          </>
        }
        fact={<Fact fact={fact} />}
        by={<Who fact={fact} approval={entry.approval} />}
        record={<SourceLink source={source} />}
      />
      {entry.revisions.length > 1 && <Revisions entry={entry} />}
    </>
  )
}

/** Why one entry is what it is: 规则 → 事实 → 谁记的 → 原记录, on both entries. */
export function EntryWhy({ of }: { of: EntryKey }) {
  const { factId, ruleId } = of
  const entry = useCall('getEntry', { params: { factId, ruleId } })
  return <Answer of={entry}>{(entry) => <EntryChain entry={entry} />}</Answer>
}
