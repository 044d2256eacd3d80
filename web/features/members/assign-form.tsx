import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { lifeMessages } from './life-messages.ts'
import { messages } from './messages.ts'
import { gridChoices, groupChoices, useTree } from './org-choices.ts'
import { useFirstField } from './use-first-field.ts'

const words = messages.assign
const stay = 'stay'

type AssignFormProps = {
  memberIds: readonly string[]
  /** Whose grids and groups are offered first. */
  branchId: number
  /** What is proposed already. */
  gridId?: number
  reason?: string
  onClose: () => void
  onDone: () => void
}

/** `stay` is not sent; none is null, which takes out. */
function wishOf(chosen: string): number | null | undefined {
  if (chosen === stay) return undefined
  return chosen === '' ? null : Number(chosen)
}

/** Puts one or many into a grid, a group, or out of them, from a day on. */
export function AssignForm(props: AssignFormProps) {
  const { memberIds, branchId, onClose, onDone } = props
  const { today } = useSession()
  const tree = useTree()
  const [typed, setTyped] = useState({
    grid: props.gridId === undefined ? stay : String(props.gridId),
    group: stay,
    happenedOn: today,
    reason: props.reason ?? '',
  })
  const [idle, setIdle] = useState(false)
  const { save, saving, error } = useSave('assignMembers')
  const form = useFirstField<HTMLFormElement>()
  const set = (key: keyof typeof typed) => (value: string) => setTyped((now) => ({ ...now, [key]: value }))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { grid, group, happenedOn, reason } = typed
    setIdle(grid === stay && group === stay)
    if (grid === stay && group === stay) return
    const body = {
      memberIds: [...memberIds],
      gridId: wishOf(grid),
      groupId: wishOf(group),
      happenedOn,
      reason,
    }
    const answer = await save({ body })
    if (!answer) return
    onDone()
    tell({ tone: 'done', sentence: words.done(answer.changed, memberIds.length) })
  }
  const choices = (options: { value: string; label: string }[]) => [
    { value: stay, label: words.stay },
    ...options,
    { value: '', label: words.none },
  ]
  return (
    <form ref={form} className="form" onSubmit={(event) => void submit(event)}>
      {error && !error.field && <Trouble error={error} />}
      <SelectField
        label={words.grid}
        value={typed.grid}
        onChoose={set('grid')}
        options={choices(gridChoices(tree, branchId))}
        problem={idle ? words.nothing : fieldMessage(error, 'body.gridId')}
      />
      <SelectField
        label={words.group}
        value={typed.group}
        onChoose={set('group')}
        options={choices(groupChoices(tree, branchId))}
        problem={fieldMessage(error, 'body.groupId')}
      />
      <TextField
        label={words.happenedOn}
        type="date"
        value={typed.happenedOn}
        onType={set('happenedOn')}
        problem={fieldMessage(error, 'body.happenedOn')}
      />
      <TextField
        label={words.reason}
        hint={words.reasonHint}
        value={typed.reason}
        onType={set('reason')}
        problem={fieldMessage(error, 'body.reason')}
      />
      <div className="two">
        <Button submit tone="go" busy={saving}>
          {words.save}
        </Button>
        <Button onPress={onClose}>{lifeMessages.acts.cancel}</Button>
      </div>
    </form>
  )
}
