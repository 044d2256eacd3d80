import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput, CallRequest } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { MemberPicker, type Person } from '../../ui/member-picker.tsx'
import { Answer, Trouble } from '../../ui/states.tsx'
import type { Member } from './fields.ts'
import { personalMessages as words } from './personal-messages.ts'

type Kin = CallOutput<'listKin'>['rows'][number]
type Named = CallRequest<'noteKin'>['body']['kin']
type Relation = CallRequest<'noteKin'>['body']['relation']

const relations = Object.entries(words.relations).map(([value, label]) => ({ value, label }))
const fields = /^body\.(kin\b|relation)/

type WhoProps = {
  member: Member
  problem: string | undefined
  /** Nothing, while nobody is named. */
  onName: (kin: Named | undefined) => void
}

/** Who writes the register finds the other in it; a member says the name. */
function Who({ member, problem, onName }: WhoProps) {
  const [name, setName] = useState('')
  const [picked, setPicked] = useState<Person[]>([])
  const type = (typed: string) => {
    setName(typed)
    onName(typed.trim() === '' ? undefined : { name: typed })
  }
  const pick = (people: Person[]) => {
    setPicked(people)
    const [one] = people
    onName(one && { memberId: one.memberId })
  }
  if (!member.abilities.write)
    return (
      <TextField
        label={words.kinName}
        hint={words.kinNameHint}
        value={name}
        onType={type}
        problem={problem}
      />
    )
  return (
    <MemberPicker
      label={words.kinWho}
      picked={picked}
      onChange={pick}
      single
      except={[member.memberId]}
      problem={problem}
    />
  )
}

function NoteKin({ member, onClose }: { member: Member; onClose: () => void }) {
  const [kin, setKin] = useState<Named>()
  const [relation, setRelation] = useState('')
  const [tried, setTried] = useState(false)
  const { save, saving, error } = useSave('noteKin')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!kin || relation === '') return
    const body = { kin, relation: relation as Relation }
    const answer = await save({ params: { memberId: member.memberId }, body })
    if (!answer) return
    onClose()
    tell({ tone: 'done', sentence: words.noted(answer.name) })
  }
  const problem =
    (tried && !kin ? words.kinMissing : undefined) ??
    fieldMessage(error, 'body.kin') ??
    fieldMessage(error, 'body.kin.name') ??
    fieldMessage(error, 'body.kin.memberId')
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      {error && !fields.test(error.field ?? '') && <Trouble error={error} />}
      <Who member={member} problem={problem} onName={setKin} />
      <SelectField
        label={words.relation}
        empty={words.choose}
        value={relation}
        onChoose={setRelation}
        options={relations}
        problem={tried && relation === '' ? words.relationMissing : undefined}
      />
      <div className="two">
        <Button submit busy={saving}>
          {words.save}
        </Button>
        <Button tone="quiet" onPress={onClose}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}

function One({ member, kin }: { member: Member; kin: Kin }) {
  const { save, saving, error } = useSave('removeKin')
  const remove = async () => {
    if (await save({ params: { memberId: member.memberId, kinId: kin.memberId } }))
      tell({ tone: 'done', sentence: words.removed(kin.name) })
  }
  return (
    <li>
      <span>
        <b>{kin.name}</b>
        <small>{[kin.relationLabel, kin.orgName].filter(Boolean).join('，')}</small>
      </span>
      <Button tone="quiet" busy={saving} label={words.removeOf(kin.name)} onPress={() => void remove()}>
        {words.remove}
      </Button>
      {error && <Trouble error={error} />}
    </li>
  )
}

/** Noted for one thing: that nobody decides on their kin. */
export function KinPart({ member }: { member: Member }) {
  const [adding, setAdding] = useState(false)
  const list = useCall('listKin', { params: { memberId: member.memberId } })
  return (
    <>
      <p className="note">{words.kinNote}</p>
      <Answer of={list}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="note">{words.noKin}</p>
          ) : (
            <ul className="posts">
              {rows.map((kin) => (
                <One key={kin.memberId} member={member} kin={kin} />
              ))}
            </ul>
          )
        }
      </Answer>
      {adding ? (
        <NoteKin member={member} onClose={() => setAdding(false)} />
      ) : (
        <Button tone="quiet" onPress={() => setAdding(true)}>
          {words.add}
        </Button>
      )}
    </>
  )
}
