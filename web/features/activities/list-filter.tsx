import { go } from '../../lib/link.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { type Filter, isFiltered, writeFilter } from './activity-filter.ts'
import { agendaMessages } from './agenda-messages.ts'
import { kindGroups } from './kinds.ts'
import { kindLabels, messages, segmentLabels, stateLabels } from './messages.ts'

const parts = Object.entries(segmentLabels).map(([value, label]) => ({ value, label }))
const states = Object.entries(stateLabels).map(([value, label]) => ({ value, label }))
const kinds = kindGroups
  .flatMap((group) => group.kinds)
  .map((kind) => ({ value: kind as string, label: kindLabels[kind] }))

/** Narrows the list; what is chosen goes into the address at once. */
export function ListFilter({ filter }: { filter: Filter }) {
  const change = (to: Partial<Filter>) => go(writeFilter({ ...filter, ...to, offset: 0 }), { replace: true })
  return (
    <div className="act-filter no-print">
      <SelectField
        label={messages.filterState}
        value={filter.state}
        onChoose={(state) => change({ state })}
        options={states}
        empty={messages.all}
      />
      <SelectField
        label={messages.filterKind}
        value={filter.kind}
        onChoose={(kind) => change({ kind })}
        options={kinds}
        empty={messages.all}
      />
      <SelectField
        label={agendaMessages.filterPart}
        value={filter.part}
        onChoose={(part) => change({ part })}
        options={parts}
        empty={messages.all}
      />
      <SelectField
        label={agendaMessages.agenda}
        value={filter.lacking}
        onChoose={(lacking) => change({ lacking })}
        options={[{ value: '1', label: agendaMessages.filterLacking }]}
        empty={messages.all}
      />
      <TextField
        label={messages.filterFrom}
        type="date"
        value={filter.from}
        onType={(from) => change({ from })}
      />
      <TextField label={messages.filterTo} type="date" value={filter.to} onType={(to) => change({ to })} />
      {isFiltered(filter) && <Button onPress={() => go('/activities')}>{messages.clear}</Button>}
    </div>
  )
}
