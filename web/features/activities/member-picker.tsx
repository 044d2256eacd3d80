import { type ReactNode, useState } from 'react'
import { useCall } from '../../lib/use-call.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Answer } from '../../ui/states.tsx'
import './activities.css'
import { useSettled } from '../../lib/use-settled.ts'
import type { Person } from './heading-draft.ts'
import { messages } from './messages.ts'

type MemberPickerProps = {
  label?: ReactNode
  picked: readonly Person[]
  onChange: (picked: Person[]) => void
  /** One person only: who is chosen takes the place of the one before. */
  single?: boolean
  problem?: string | undefined
  /** Members who need not be found: those who stand on the roll already. */
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
        if (left.length === 0) return <p className="note">{messages.pickerNone}</p>
        return (
          <ul className="act-found">
            {left.map((row) => (
              <li key={row.memberId}>
                <Button
                  label={messages.pick(row.name, row.orgName)}
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

/** Finds people by a few letters; two of one name are told apart by their branch. */
export function MemberPicker(props: MemberPickerProps) {
  const { label = messages.picker, picked, onChange, single = false, problem, except = [] } = props
  const [typed, setTyped] = useState('')
  const search = useSettled(typed.trim())
  const pick = (person: Person) => {
    onChange(single ? [person] : [...picked, person])
    setTyped('')
  }
  return (
    <div className="act-picker">
      {picked.length > 0 && (
        <ul className="act-picked" aria-label={messages.picked}>
          {picked.map((person) => (
            <li key={person.memberId}>
              {person.name} <small>{person.orgName}</small>
              <Button
                tone="quiet"
                label={messages.unpick(person.name)}
                onPress={() => onChange(picked.filter((one) => one.memberId !== person.memberId))}
              >
                {messages.drop}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {!(single && picked.length > 0) && (
        <>
          <TextField
            label={label}
            hint={messages.pickerHint}
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
