import { type ReactNode, useState } from 'react'
import { useCall } from '../lib/use-call.ts'
import { Button } from './button.tsx'
import { TextField } from './field.tsx'
import { Answer } from './states.tsx'
import './member-picker.css'
import { useSettled } from '../lib/use-settled.ts'
import { messages } from './messages.ts'

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

type FoundProps = { search: string; hidden: readonly string[]; onPick: (person: Person) => void }

function Found({ search, hidden, onPick }: FoundProps) {
  const found = useCall('listMembers', search === '' ? undefined : { query: { search, limit: 12 } })
  if (search === '') return null
  const known = new Set(hidden)
  return (
    <Answer of={found}>
      {({ rows }) => {
        const left = rows.filter((row) => !known.has(row.memberId))
        if (left.length === 0) return <p className="note">{words.none}</p>
        return (
          <ul className="members-found">
            {left.map((row) => (
              <li key={row.memberId}>
                <Button
                  label={words.pick(row.name, row.orgName)}
                  onPress={() => onPick({ memberId: row.memberId, name: row.name, orgName: row.orgName })}
                >
                  {row.name} <small>{row.orgName}</small>
                </Button>
              </li>
            ))}
          </ul>
        )
      }}
    </Answer>
  )
}

function Picked({ picked, onChange }: Pick<MemberPickerProps, 'picked' | 'onChange'>) {
  return (
    <ul className="members-picked" aria-label={words.picked}>
      {picked.map((person) => (
        <li key={person.memberId}>
          {person.name} <small>{person.orgName}</small>
          <Button
            tone="quiet"
            label={words.unpick(person.name)}
            onPress={() => onChange(picked.filter((one) => one.memberId !== person.memberId))}
          >
            {words.drop}
          </Button>
        </li>
      ))}
    </ul>
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
    <div className="member-picker">
      {picked.length > 0 && <Picked picked={picked} onChange={onChange} />}
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
