import { type ReactNode, useState } from 'react'
import type { CallOutput } from '../lib/call-types.ts'
import { useCall } from '../lib/use-call.ts'
import { useSettled } from '../lib/use-settled.ts'
import { TextField } from './field.tsx'
import { messages } from './messages.ts'
import { FoundList, PickedList } from './search-picker.tsx'
import { Answer } from './states.tsx'

const words = messages.householdPicker

type Found = CallOutput<'findHouseholds'>['rows'][number]
export type PickedHousehold = Pick<Found, 'householdId' | 'address' | 'contact' | 'gridName'>

type HouseholdPickerProps = {
  label: ReactNode
  picked: readonly PickedHousehold[]
  onChange: (picked: PickedHousehold[]) => void
  /** One household only: what is chosen takes the place of the one before. */
  single?: boolean
  problem?: string | undefined
  /** Only at this organisation; else wherever one keeps a register. */
  orgId?: number
  /** Households that stand beside already. */
  except?: readonly string[]
}

const show = ({ householdId, address, contact, gridName }: PickedHousehold) => ({
  id: householdId,
  name: address,
  note: [contact, gridName].filter(Boolean).join('，'),
})

type FoundProps = {
  search: string
  orgId: number | undefined
  hidden: readonly string[]
  onPick: (household: PickedHousehold) => void
}

function FoundHouseholds({ search, orgId, hidden, onPick }: FoundProps) {
  const query = { search, ...(orgId !== undefined && { orgId }) }
  const found = useCall('findHouseholds', search === '' ? undefined : { query })
  if (search === '') return null
  const known = new Set(hidden)
  return (
    <Answer of={found}>
      {({ rows, count }) => (
        <FoundList
          of={rows.filter((row) => !known.has(row.householdId)).map(show)}
          none={words.none}
          pick={words.pick}
          more={count > rows.length && words.more(count)}
          onPick={(id) => {
            const row = rows.find((one) => one.householdId === id)
            if (row) onPick(row)
          }}
        />
      )}
    </Answer>
  )
}

/** Finds a household by its house number, its natural village or its contact. */
export function HouseholdPicker(props: HouseholdPickerProps) {
  const { label, picked, onChange, single = false, problem, orgId, except = [] } = props
  const [typed, setTyped] = useState('')
  const search = useSettled(typed.trim())
  return (
    <div className="picker">
      <PickedList
        of={picked.map(show)}
        label={words.picked}
        drop={words.drop}
        unpick={words.unpick}
        onDrop={(id) => onChange(picked.filter((one) => one.householdId !== id))}
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
            maxLength={40}
          />
          <FoundHouseholds
            search={typed.trim() === '' ? '' : search}
            orgId={orgId}
            hidden={[...except, ...picked.map((one) => one.householdId)]}
            onPick={(household) => {
              onChange(single ? [household] : [...picked, household])
              setTyped('')
            }}
          />
        </>
      )}
    </div>
  )
}
