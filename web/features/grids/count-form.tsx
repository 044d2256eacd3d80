import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Choice } from '../../ui/choice.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { figureLabels, messages } from './messages.ts'

type One = CallOutput<'getGrid'>

const words = messages.count
const lived = ['households', 'population', 'newResidents'] as const
const others = ['representatives', 'enterprises'] as const
type Typed = (typeof lived)[number] | (typeof others)[number]

const ways = [
  { value: 'typed', label: words.typed },
  { value: 'register', label: words.register },
]

/** A form knows what was said last: most of it is still so. */
function startFrom(grid: One, today: string) {
  const of = (figure: Typed) => String(grid.figures[figure] ?? '')
  return {
    countedOn: today,
    way: grid.fromRegister ? 'register' : 'typed',
    households: of('households'),
    population: of('population'),
    newResidents: of('newResidents'),
    representatives: of('representatives'),
    enterprises: of('enterprises'),
  }
}

const isWhole = (text: string) => /^\d{1,7}$/.test(text.trim())

function bodyOf(value: ReturnType<typeof startFrom>) {
  const asked: readonly Typed[] = value.way === 'typed' ? [...lived, ...others] : others
  if (!asked.every((figure) => isWhole(value[figure]))) return undefined
  const number = (figure: Typed) => Number(value[figure])
  return {
    countedOn: value.countedOn,
    representatives: number('representatives'),
    enterprises: number('enterprises'),
    lived:
      value.way === 'typed'
        ? {
            households: number('households'),
            population: number('population'),
            newResidents: number('newResidents'),
          }
        : null,
  }
}

/** What was counted, with the figures of before in their places. */
export function CountForm({ grid, onClose }: { grid: One; onClose: () => void }) {
  const { today } = useSession()
  const key = `grid:${grid.orgId}:count`
  const draft = useDraft(key, startFrom(grid, today))
  const [tried, setTried] = useState(false)
  const { save, saving, error } = useSave('countGrid', key)
  const { value } = draft
  const type = (to: Partial<typeof value>) => draft.set((now) => ({ ...now, ...to }))
  const send = async () => {
    const body = bodyOf(value)
    setTried(!body)
    if (!body || !(await save({ params: { orgId: grid.orgId }, body }))) return
    draft.done()
    onClose()
    tell({ tone: 'done', sentence: words.done })
  }
  const field = (figure: Typed, path: string) => (
    <TextField
      key={figure}
      label={figureLabels[figure]}
      inputMode="numeric"
      value={value[figure]}
      onType={(next) => type({ [figure]: next })}
      problem={tried && !isWhole(value[figure]) ? words.wrong : fieldMessage(error, path)}
    />
  )
  return (
    <FormSheet
      title={words.title}
      sub={grid.name}
      error={error}
      send={words.save}
      tone="go"
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <DraftNote draft={draft} />
      <TextField
        label={words.day}
        type="date"
        value={value.countedOn}
        onType={(countedOn) => type({ countedOn })}
        problem={fieldMessage(error, 'body.countedOn')}
      />
      <Choice legend={words.lived} value={value.way} onChoose={(way) => type({ way })} options={ways} />
      {value.way === 'typed' && lived.map((figure) => field(figure, `body.lived.${figure}`))}
      {others.map((figure) => field(figure, `body.${figure}`))}
    </FormSheet>
  )
}
