import './round/round.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty, Trouble } from '../../ui/states.tsx'
import { messages } from './round/messages.ts'

const words = messages.conflict

type Conflict = CallOutput<'listMergeConflicts'>['rows'][number]
type Take = 'stands' | 'brought'
type Chosen = Readonly<Record<string, Take>>

type SidesProps = { of: Conflict; chosen: Take | undefined; onChoose: (take: Take) => void }

/** What stands and what was brought, side by side; neither is proposed. */
function Sides({ of, chosen, onChoose }: SidesProps) {
  const { today } = useSession()
  const sides = [
    { take: 'stands' as const, head: words.stands, side: of.stands },
    { take: 'brought' as const, head: words.brought, side: of.brought },
  ]
  return (
    <fieldset className="cmp">
      <legend>
        {of.address} · {of.fieldLabel}
      </legend>
      <div className="cmp-of">
        {sides.map(({ take, head, side }) => (
          <label key={take} className={chosen === take ? 'on' : undefined}>
            <input
              className="ck"
              type="radio"
              name={of.conflictId}
              checked={chosen === take}
              onChange={() => onChoose(take)}
            />
            <span>
              {side.value ?? messages.noValue}
              <small>{head}</small>
              <small>{words.by(side.by, side.at, today)}</small>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Settles what was chosen, one after the other; what was refused stays on the page with why. */
function useSettling(conflicts: readonly Conflict[], chosen: Chosen) {
  const { save, saving, error } = useSave('settleMergeConflict')
  const settle = async () => {
    let count = 0
    for (const { conflictId } of conflicts) {
      const take = chosen[conflictId]
      if (!take) continue
      if (!(await save({ params: { conflictId }, body: { take } }))) return
      count += 1
    }
    goTelling('/round', { tone: 'done', sentence: words.saved(count) }, { replace: true })
  }
  return { settle, saving, error }
}

/** Two people have changed the same thing without knowing of each other: a person says which holds, and both are kept. */
export default function ConflictsPage() {
  const conflicts = useCall('listMergeConflicts', {})
  const [chosen, setChosen] = useState<Chosen>({})
  const rows = conflicts.data?.rows ?? []
  const { settle, saving, error } = useSettling(rows, chosen)
  return (
    <Screen
      title={words.title}
      back="/round"
      foot={
        rows.length > 0 && (
          <>
            <Button
              tone="go"
              grow
              busy={saving}
              disabled={!rows.some(({ conflictId }) => chosen[conflictId])}
              onPress={() => void settle()}
            >
              {words.save}
            </Button>
            <LinkButton href={to('/round')} tone="quiet">
              {words.later}
            </LinkButton>
          </>
        )
      }
    >
      <Answer of={conflicts}>
        {({ rows: all }) =>
          all.length === 0 ? (
            <Empty>{words.empty}</Empty>
          ) : (
            <div className="pad form">
              {error && <Trouble error={error} />}
              {all.map((one) => (
                <Sides
                  key={one.conflictId}
                  of={one}
                  chosen={chosen[one.conflictId]}
                  onChoose={(take) => setChosen((now) => ({ ...now, [one.conflictId]: take }))}
                />
              ))}
              <p className="note">{words.note}</p>
            </div>
          )
        }
      </Answer>
    </Screen>
  )
}
