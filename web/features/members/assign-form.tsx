import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { SelectField } from '../../ui/field.tsx'
import { LifeForm } from './life-form.tsx'
import { messages } from './messages.ts'
import { gridChoices, groupChoices, useTree } from './org-choices.ts'

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

function withOthers(options: { value: string; label: string }[]) {
  return [{ value: stay, label: words.stay }, ...options, { value: '', label: words.none }]
}

function useAssignment({ memberIds, onDone }: AssignFormProps) {
  const [idle, setIdle] = useState(false)
  const { save, saving, error } = useSave('assignMembers')
  const assign = async (grid: string, group: string, dated: { happenedOn: string; reason: string }) => {
    setIdle(grid === stay && group === stay)
    if (grid === stay && group === stay) return
    const places = { gridId: wishOf(grid), groupId: wishOf(group) }
    const answer = await save({ body: { memberIds: [...memberIds], ...places, ...dated } })
    if (!answer) return
    onDone()
    tell({ tone: 'done', sentence: words.done(answer.changed, memberIds.length) })
  }
  return { assign, saving, error, idle }
}

/** Puts one or many into a grid, a group, or out of them, from a day on. */
export function AssignForm(props: AssignFormProps) {
  const { branchId, gridId, onClose } = props
  const { today } = useSession()
  const tree = useTree()
  const [grid, setGrid] = useState(gridId === undefined ? stay : String(gridId))
  const [group, setGroup] = useState(stay)
  const [dated, setDated] = useState({ happenedOn: today, reason: props.reason ?? '' })
  const { assign, saving, error, idle } = useAssignment(props)
  return (
    <LifeForm
      typed={dated}
      onType={(change) => setDated({ ...dated, ...change })}
      dayLabel={words.happenedOn}
      reasonHint={words.reasonHint}
      save={words.save}
      saving={saving}
      error={error}
      own={['body.gridId', 'body.groupId']}
      onSubmit={() => void assign(grid, group, dated)}
      onClose={onClose}
    >
      <SelectField
        label={words.grid}
        value={grid}
        onChoose={setGrid}
        options={withOthers(gridChoices(tree, branchId))}
        problem={idle ? words.nothing : fieldMessage(error, 'body.gridId')}
      />
      <SelectField
        label={words.group}
        value={group}
        onChoose={setGroup}
        options={withOthers(groupChoices(tree, branchId))}
        problem={fieldMessage(error, 'body.groupId')}
      />
    </LifeForm>
  )
}
