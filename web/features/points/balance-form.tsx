import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { useCall } from '../../lib/use-call.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Answer } from '../../ui/states.tsx'
import { balanceWords as words } from './balance-words.ts'

type Balance = CallOutput<'getBalance'>

function Had({ title, balance }: { title: string; balance: Balance }) {
  return (
    <dl>
      <dt>{title}</dt>
      <dd>
        <b className="f">{words.had(balance.points)}</b>
        <span className="aside">{balance.saying}</span>
        {balance.schemes.map(({ schemeId, from, name, start, earned }) => (
          <span className="aside" key={`${schemeId} ${from}`}>
            {words.scheme(name, start, earned)}
          </span>
        ))}
      </dd>
    </dl>
  )
}

/** The same day twice: as it is known now, and as it was known on the day itself. */
function Balances({ memberId, on }: { memberId: string; on: string }) {
  const now = useCall('getBalance', { params: { memberId }, query: { on } })
  const then = useCall('getBalance', { params: { memberId }, query: { on, known: on } })
  return (
    <div className="had" aria-live="polite">
      <Answer of={now}>{(balance) => <Had title={words.now} balance={balance} />}</Answer>
      <Answer of={then}>{(balance) => <Had title={words.atThatTime} balance={balance} />}</Answer>
    </div>
  )
}

/** How many points on a past day: one field, and both answers with their words. */
export function BalanceForm({ memberId, today }: { memberId: string; today: string }) {
  const [typed, setTyped] = useState('')
  const [on, setOn] = useState<string>()
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(typed) && typed <= today
  return (
    <section className="missing">
      <h2>{words.title}</h2>
      <div className="form">
        <TextField label={words.day} hint={words.hint} type="date" value={typed} onType={setTyped} />
        <div className="two">
          <Button disabled={!isDay} onPress={() => setOn(typed)}>
            {words.ask}
          </Button>
        </div>
      </div>
      {on && <Balances key={on} memberId={memberId} on={on} />}
    </section>
  )
}
