import { useState } from 'react'
import { formatDay } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { ReasonSheet } from '../../ui/reason-sheet.tsx'
import { StampWord } from '../../ui/stamp.tsx'
import { Corrections } from './corrections.tsx'
import { EntryForm } from './entry-form.tsx'
import { type Household, HouseholdForm, type Register } from './household-form.tsx'
import { messages, householdWords as words } from './messages.ts'
import { OwnSheet } from './own-sheet.tsx'
import { RemoveSheet } from './remove-sheet.tsx'

type Entry = Household['entries'][number]

/** In clear only as long as the page is open, and only after saying why. */
function Look({ row, entry }: { row: Household; entry: Entry }) {
  const [open, setOpen] = useState(false)
  const [value, setValue] = useState<string>()
  const { save, saving, error } = useSave('showHouseholdEntry')
  const send = async (reason: string) => {
    const { householdId } = row
    const answer = await save({ params: { householdId, entryId: entry.entryId }, body: { reason } })
    if (!answer) return
    setValue(answer.value)
    setOpen(false)
  }
  if (value !== undefined)
    return (
      <span>
        {words.shown}：{value}
      </span>
    )
  return (
    <>
      <Button
        tone="quiet"
        label={words.lookLabel(entry.kindLabel, row.address)}
        onPress={() => setOpen(true)}
      >
        {words.look}
      </Button>
      {open && (
        <ReasonSheet
          title={words.look}
          hint={words.lookHint}
          why={words.lookWhy}
          send={words.lookSend}
          error={error}
          busy={saving}
          onSend={(reason) => void send(reason)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

function EntryLine({ row, entry, writes }: { row: Household; entry: Entry; writes: boolean }) {
  const { today } = useSession()
  const { save, saving } = useSave('eraseHouseholdEntry', `household-entry:${entry.entryId}:erase`)
  const erase = async () => {
    const { householdId } = row
    if (!(await save({ params: { householdId, entryId: entry.entryId }, body: {} }))) return
    tell({ tone: 'done', sentence: words.erased })
  }
  return (
    <li>
      {entry.kindLabel} {entry.masked}　
      <span className="note">
        {words.entryUntil(entry.purposeLabel, entry.rhythmDays, formatDay(entry.expiresOn, today))}，
        {entry.basisLabel}
      </span>{' '}
      <Look row={row} entry={entry} />{' '}
      {writes && (
        <Button
          tone="quiet"
          busy={saving}
          label={words.eraseLabel(entry.kindLabel, row.address)}
          onPress={() => void erase()}
        >
          {words.erase}
        </Button>
      )}
    </li>
  )
}

function sayFacts(row: Household, today: string): string {
  return [
    row.placeName,
    row.contact,
    words.people(row.headCount),
    row.isNewResident && row.keepUntil && words.until(formatDay(row.keepUntil, today)),
    words.checkedOn(formatDay(row.checkedOn, today)),
  ]
    .filter(Boolean)
    .join('，')
}

type RowProps = { row: Household; register: Register; orgId: number }

export function HouseholdItem({ row, register, orgId }: RowProps) {
  const { today } = useSession()
  const [open, setOpen] = useState<'change' | 'entry' | 'own' | 'remove'>()
  const { save, saving } = useSave('checkHousehold', `household:${row.householdId}:check`)
  const writes = register.abilities.write
  const close = () => setOpen(undefined)
  const check = async () => {
    if (!(await save({ params: { householdId: row.householdId }, body: {} }))) return
    tell({ tone: 'done', sentence: words.checked(row.address) })
  }
  return (
    <li className="task">
      <div>
        <b>{row.address}</b>
        <span>
          {row.isStale && <StampWord state="soon">{messages.stale6}</StampWord>} {sayFacts(row, today)}
        </span>
        {row.entries.length > 0 && (
          <ul className="entries">
            {row.entries.map((entry) => (
              <EntryLine key={entry.entryId} row={row} entry={entry} writes={writes} />
            ))}
          </ul>
        )}
        {writes && <Corrections row={row} />}
      </div>
      {writes && (
        <div className="task-acts">
          <Button busy={saving} label={words.checkLabel(row.address)} onPress={() => void check()}>
            {words.check}
          </Button>
          <Button label={words.changeLabel(row.address)} onPress={() => setOpen('change')}>
            {words.change}
          </Button>
          <Button label={words.entryLabel(row.address)} onPress={() => setOpen('entry')}>
            {words.entry}
          </Button>
          <Button label={words.own.openLabel(row.address)} onPress={() => setOpen('own')}>
            {words.own.open}
          </Button>
          <Button tone="quiet" label={words.removeLabel(row.address)} onPress={() => setOpen('remove')}>
            {words.remove}
          </Button>
        </div>
      )}
      {open === 'change' && (
        <HouseholdForm orgId={orgId} places={register.places} row={row} onClose={close} />
      )}
      {open === 'entry' && <EntryForm row={row} onClose={close} />}
      {open === 'own' && <OwnSheet row={row} onClose={close} />}
      {open === 'remove' && <RemoveSheet row={row} onClose={close} />}
    </li>
  )
}
