import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../../lib/call-error.ts'
import { goTelling } from '../../../lib/receipts.ts'
import { useSave } from '../../../lib/use-save.ts'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/field.tsx'
import { PlaceField } from '../../../ui/place-field.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { Trouble } from '../../../ui/states.tsx'
import { checkWords as words } from './check-words.ts'
import { MonthField } from './pick.tsx'

type Place = { orgId: number; name: string }
type DrawProps = {
  places: readonly Place[]
  today: string
  onClose: () => void
}

/** Where, which month and how many; which ones is not for anybody to say. */
export function DrawCheck({ places, today, onClose }: DrawProps) {
  const [orgId, setOrg] = useState(String(places[0]?.orgId ?? ''))
  const [month, setMonth] = useState(today.slice(0, 7))
  const [size, setSize] = useState('10')
  const { save, saving, error } = useSave('drawVisitCheck')
  const problem = (field: string) => fieldMessage(error, `body.${field}`)
  const draw = async (event: FormEvent) => {
    event.preventDefault()
    const body = { month, size: Number(size) }
    const drawn = await save({ params: { orgId: Number(orgId) }, body })
    if (!drawn) return
    const receipt = { tone: 'done', sentence: words.drawn(drawn.size, drawn.pool) } as const
    goTelling(`/visits/checks/${drawn.checkId}`, receipt)
  }
  return (
    <Sheet title={words.draw} label={words.draw} onClose={onClose}>
      <form className="form" onSubmit={(event) => void draw(event)}>
        {error && !error.field && <Trouble error={error} />}
        {places.length > 1 && (
          <PlaceField label={words.where} value={orgId} onChoose={setOrg} places={places} />
        )}
        <MonthField value={month} onType={setMonth} problem={problem('month')} />
        <TextField
          label={words.size}
          hint={words.sizeHint}
          inputMode="numeric"
          value={size}
          onType={setSize}
          problem={problem('size')}
        />
        <Button tone="go" submit busy={saving}>
          {words.draw}
        </Button>
      </form>
    </Sheet>
  )
}
