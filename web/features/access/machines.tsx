import type { CallOutput } from '../../lib/call-types.ts'
import { formatInstant } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { loadSession, useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/states.tsx'
import { doorWords } from './door-words.ts'

const words = doorWords.machines
type Machine = CallOutput<'listSessions'>['rows'][number]

/** Where one is signed in: a phone that was lost is made to forget from here. */
export function Machines({ rows, onDone }: { rows: readonly Machine[]; onDone: () => void }) {
  const { today } = useSession()
  const one = useSave('endSession')
  const all = useSave('signOutEverywhere')
  const end = async (sessionId: string) => {
    if (!(await one.save({ params: { sessionId }, body: {} }))) return
    tell({ tone: 'done', sentence: words.ended })
    onDone()
  }
  const endAll = async () => {
    if (await all.save({ body: {} })) await loadSession()
  }
  const error = one.error ?? all.error
  return (
    <section className="own-door">
      <h2>{words.title}</h2>
      {error && <Trouble error={error} />}
      <ul className="machines">
        {rows.map((row) => (
          <li key={row.sessionId}>
            <p>
              <b>{row.device}</b> {row.isThis && words.here}
              <small>
                {words.opened(formatInstant(row.openedAt, today))}；
                {words.seen(formatInstant(row.lastSeenAt, today))}
                {row.address && `；${words.from(row.address)}`}
              </small>
            </p>
            {!row.isThis && (
              <Button
                label={words.endLabel(row.device)}
                busy={one.saving}
                onPress={() => void end(row.sessionId)}
              >
                {words.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button busy={all.saving} onPress={() => void endAll()}>
        {words.everywhere}
      </Button>
    </section>
  )
}
