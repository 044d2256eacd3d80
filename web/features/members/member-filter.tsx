import { useEffect, useState } from 'react'
import type { CallError } from '../../lib/call-error.ts'
import { fieldMessage } from '../../lib/call-error.ts'
import { Check } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import type { Filter } from './filter-address.ts'
import { messages } from './messages.ts'
import { choicesInScope, useTree } from './org-choices.ts'
import { stageWords } from './words.ts'

const words = messages.list
const pause = 350

type MemberFilterProps = {
  filter: Filter
  placeId: number | undefined
  onChange: (change: Partial<Filter>) => void
  error: CallError | undefined
}

/** Looks while one types, but not at every letter. */
function SearchField({ filter, onChange, error }: MemberFilterProps) {
  const [typed, setTyped] = useState(filter.search)
  const [seen, setSeen] = useState(filter.search)
  if (seen !== filter.search) {
    setSeen(filter.search)
    // Somebody pressed 不筛了.
    if (filter.search === '') setTyped('')
  }
  useEffect(() => {
    if (typed.trim() === filter.search) return
    const timer = setTimeout(() => onChange({ search: typed.trim() }), pause)
    return () => clearTimeout(timer)
  }, [typed, filter.search, onChange])
  return (
    <TextField
      label={words.search}
      hint={words.searchHint}
      type="search"
      value={typed}
      onType={setTyped}
      problem={fieldMessage(error, 'query.search')}
    />
  )
}

export function MemberFilter(props: MemberFilterProps) {
  const { filter, placeId, onChange } = props
  const orgs = choicesInScope(useTree())
  return (
    <div className="members-filter no-print">
      <SearchField {...props} />
      {orgs.length > 1 && (
        <SelectField
          label={words.org}
          value={filter.org || String(placeId ?? '')}
          onChoose={(org) => onChange({ org })}
          options={orgs}
        />
      )}
      <SelectField
        label={words.stage}
        value={filter.stage}
        onChoose={(stage) => onChange({ stage })}
        empty={words.allStages}
        options={Object.entries(stageWords).map(([value, label]) => ({ value, label }))}
      />
      <div className="members-filter-flags">
        <Check checked={filter.floating} onChange={(floating) => onChange({ floating })}>
          {words.floating}
        </Check>
        <Check checked={filter.lost} onChange={(lost) => onChange({ lost })}>
          {words.lost}
        </Check>
      </div>
    </div>
  )
}
