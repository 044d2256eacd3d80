import { type ReactNode, useState } from 'react'
import { useCall } from '../lib/use-call.ts'
import { useSettled } from '../lib/use-settled.ts'
import { TextField } from './field.tsx'
import { messages } from './messages.ts'
import { FoundList, PickedList } from './search-picker.tsx'
import { Answer } from './states.tsx'

const words = messages.memberPicker

/** Somebody chosen; the branch tells two of one name apart. */
export type Person = { memberId: string; name: string; orgName: string }

type MemberPickerProps = {
  label?: ReactNode
  picked: readonly Person[]
  onChange: (picked: Person[]) => void
  /** One person only: who is chosen takes the place of the one before. */
  single?: boolean
  problem?: string | undefined
  /** Members who need not be found: those who are on the list already. */
  except?: readonly string[]
}

const show = ({ memberId, name, orgName }: Person) => ({ id: memberId, name, note: orgName })

type FoundProps = { search: string; hidden: readonly string[]; onPick: (person: Person) => void }

function Found({ search, hidden, onPick }: FoundProps) {
  const found = useCall('listMembers', search === '' ? undefined : { query: { search, limit: 12 } })
  if (search === '') return null
  const known = new Set(hidden)
  return (
    <Answer of={found}>
      {({ rows }) => (
        <FoundList
          of={rows.filter((row) => !known.has(row.memberId)).map(show)}
          none={words.none}
          pick={words.pick}
          onPick={(id) => {
            const row = rows.find((one) => one.memberId === id)
            if (row) onPick({ memberId: row.memberId, name: row.name, orgName: row.orgName })
          }}
        />
      )}
    </Answer>
  )
}

/** Finds people by a few letters; two of one name are told apart by their branch. */
export function MemberPicker(props: MemberPickerProps) {
  const { label = words.label, picked, onChange, single = false, problem, except = [] } = props
  const [typed, setTyped] = useState('')
  const search = useSettled(typed.trim())
  const pick = (person: Person) => {
    onChange(single ? [person] : [...picked, person])
    setTyped('')
  }
  return (
    <div className="picker">
      <PickedList
        of={picked.map(show)}
        label={words.picked}
        drop={words.drop}
        unpick={words.unpick}
        onDrop={(id) => onChange(picked.filter((one) => one.memberId !== id))}
      />
      {!(single && picked.length > 0) && (
        <>
          <TextField
            label={label}
            hint={words.hint}
            problem={problem}
            value={typed}
            onType={setTyped}
            type="search"
            autoComplete="off"
          />
          <Found
            search={typed.trim() === '' ? '' : search}
            hidden={[...except, ...picked.map((person) => person.memberId)]}
            onPick={pick}
          />
        </>
      )}
    </div>
  )
}
