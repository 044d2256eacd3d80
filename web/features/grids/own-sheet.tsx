import { useState } from 'react'
import { asCallError, type CallError } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { fetchFile, saveFile } from '../../lib/download.ts'
import { formatDay } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { LinkToHand } from '../../ui/link-to-hand.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Answer, Trouble } from '../../ui/states.tsx'
import type { Household } from './household-form.tsx'
import { householdWords } from './messages.ts'

const words = householdWords.own
type Correction = CallOutput<'listHouseholdCorrections'>['rows'][number]

function Paper({ row }: { row: Household }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CallError>()
  const make = async () => {
    setBusy(true)
    setError(undefined)
    try {
      saveFile(await fetchFile('getHouseholdSheet', { params: { householdId: row.householdId }, body: {} }))
      tell({ tone: 'done', sentence: words.pdfDone })
    } catch (thrown) {
      setError(asCallError(thrown))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section>
      {error && <Trouble error={error} />}
      <div className="own-acts">
        <Button busy={busy} onPress={() => void make()}>
          {words.pdf}
        </Button>
        <LinkButton href={`/print/households/${row.householdId}`}>{words.print}</LinkButton>
      </div>
      <p className="note">{words.pdfNote}</p>
    </section>
  )
}

function Link({ row }: { row: Household }) {
  const { today } = useSession()
  const [made, setMade] = useState<CallOutput<'makeHouseholdLink'>>()
  const making = useSave('makeHouseholdLink')
  const ending = useSave('endHouseholdLink')
  const params = { householdId: row.householdId }
  const make = async () => {
    const answer = await making.save({ params, body: {} })
    if (answer) setMade(answer)
  }
  const end = async () => {
    if (!(await ending.save({ params, body: {} }))) return
    setMade(undefined)
    tell({ tone: 'done', sentence: words.ended })
  }
  const error = making.error ?? ending.error
  if (made) return <LinkToHand sentence={words.linkMade(formatDay(made.expiresOn, today))} path={made.path} />
  return (
    <section>
      {error && <Trouble error={error} />}
      {row.linkExpiresOn && <p>{words.linkOpen(formatDay(row.linkExpiresOn, today))}</p>}
      <div className="own-acts">
        <Button busy={making.saving} onPress={() => void make()}>
          {row.linkExpiresOn ? words.linkAgain : words.link}
        </Button>
        {row.linkExpiresOn && (
          <Button tone="quiet" busy={ending.saving} onPress={() => void end()}>
            {words.end}
          </Button>
        )}
      </div>
      <p className="note">{words.linkNote}</p>
    </section>
  )
}

function Line({ one }: { one: Correction }) {
  const { today } = useSession()
  const changed = one.value !== null && words.changed(one.was ?? words.nothing, one.value)
  return (
    <li>
      {[formatDay(one.saidOn, today), one.kindLabel, changed, one.stateLabel, one.note]
        .filter(Boolean)
        .join('，')}
    </li>
  )
}

/** What a household has a right to: to see what is kept, to correct it, and to have it gone. */
export function OwnSheet({ row, onClose }: { row: Household; onClose: () => void }) {
  const history = useCall('listHouseholdCorrections', { params: { householdId: row.householdId } })
  return (
    <Sheet title={words.open} sub={row.address} label={words.open} onClose={onClose}>
      <p>{words.hint}</p>
      <Paper row={row} />
      <Link row={row} />
      <h3>{words.history}</h3>
      <Answer of={history}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="note">{words.noHistory}</p>
          ) : (
            <ul>
              {rows.map((one) => (
                <Line key={one.correctionId} one={one} />
              ))}
            </ul>
          )
        }
      </Answer>
    </Sheet>
  )
}
