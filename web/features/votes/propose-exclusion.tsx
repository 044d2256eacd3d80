import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallRequest } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { MemberPicker, type Person } from '../../ui/member-picker.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.exclusions
type Ground = CallRequest<'proposeExclusion'>['body']['ground']

const grounds: { value: Ground; label: string }[] = [
  { value: 'cannot-express', label: '因病不能表达意志' },
  { value: 'abroad', label: '自费出国（境）半年以上' },
  { value: 'serving-sentence', label: '正在服刑' },
  { value: 'bedridden', label: '年老体弱、卧床不起' },
  { value: 'should-have-transferred', label: '应转未转组织关系半年以上' },
  { value: 'rights-suspended', label: '中止党员权利' },
]

/** Nothing of it is kept on the machine: why somebody cannot come is nobody's who sits down next. */
export function ProposeExclusion() {
  const { today } = useSession()
  const [people, setPeople] = useState<Person[]>([])
  const [ground, setGround] = useState<Ground>('bedridden')
  const [since, setSince] = useState(today)
  const memberId = people[0]?.memberId
  const { save, saving, error } = useSave('proposeExclusion', `exclusion:${memberId}`)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (!memberId || !(await save({ params: { memberId }, body: { ground, since } }))) return
    setPeople([])
    tell({ tone: 'done', sentence: words.sent })
  }
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      <h2>{words.propose}</h2>
      <MemberPicker label={words.who} picked={people} onChange={setPeople} single />
      <SelectField
        label={words.ground}
        value={ground}
        onChoose={(next) => setGround(next as Ground)}
        options={grounds}
      />
      <TextField
        label={words.since}
        type="date"
        value={since}
        onType={setSince}
        problem={fieldMessage(error, 'body.since')}
      />
      {error && error.field !== 'body.since' && <Trouble error={error} />}
      <Button submit busy={saving} disabled={!memberId}>
        {words.send}
      </Button>
    </form>
  )
}
