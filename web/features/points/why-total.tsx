import { formatPoints } from '../../lib/format-points.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { RuleLedger } from './rule-ledger.tsx'
import { sayCount, sayEdition } from './sayings.ts'
import type { Why } from './view.ts'

type WhyTotalProps = { who: string; why: Why; onWhy: (why: Why) => void }

/** Why a total is so: one sentence on its ground, the rules, and below each its facts. */
export function WhyTotal({ who, why, onWhy }: WhyTotalProps) {
  const { today } = useSession()
  const totals = useCall('getTotals', { params: { orgId: why.orgId }, query: { year: why.year } })
  return (
    <Answer of={totals}>
      {(totals) => (
        <>
          <p className="ask">
            <b>
              {formatPoints(totals.total)} {messages.points}
            </b>
            <span>{messages.asks(who, totals.members, sayEdition(totals.year, today))}</span>
          </p>
          <p className="ans">{sayCount(totals)}</p>
          {totals.rules.length > 0 && <RuleLedger totals={totals} why={why} onWhy={onWhy} />}
          {!totals.abilities.names && <p className="priv">{messages.namesElsewhere}</p>}
        </>
      )}
    </Answer>
  )
}
