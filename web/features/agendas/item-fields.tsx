import type { ItemUse } from '../../../contract/agenda-items.ts'
import type { LeadRole, SegmentKind, StudyMode } from '../../../contract/segments.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import type { ItemDraft } from './agenda-draft.ts'
import { agendaWords as words } from './messages.ts'

const optionsOf = (labels: Record<string, string>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

type ItemFieldsProps = {
  at: number
  item: ItemDraft
  onChange: (to: Partial<ItemDraft>) => void
  onUp: (() => void) | undefined
  onDrop: () => void
  problem: (name: string) => string | undefined
}

/** One item of an agenda. */
export function ItemFields({ at, item, onChange, onUp, onDrop, problem }: ItemFieldsProps) {
  return (
    <fieldset className="agd-item">
      <legend>{words.item(at + 1)}</legend>
      <TextField
        label={words.itemTitle}
        value={item.title}
        onType={(title) => onChange({ title })}
        problem={problem('title')}
        maxLength={60}
      />
      <SelectField
        label={words.itemKind}
        value={item.kind}
        onChoose={(kind) => onChange({ kind: kind as SegmentKind })}
        options={optionsOf(words.kinds)}
      />
      <SelectField
        label={words.itemUse}
        value={item.use}
        onChoose={(use) => onChange({ use: use as ItemUse })}
        options={optionsOf(words.uses)}
        problem={problem('use')}
      />
      <TextField
        label={words.itemMinutes}
        optional
        value={item.minutes}
        onType={(minutes) => onChange({ minutes })}
        problem={problem('minutes')}
        inputMode="numeric"
      />
      <SelectField
        label={words.itemLeader}
        empty={words.anyone}
        value={item.ledRole ?? ''}
        onChoose={(role) => onChange({ ledRole: (role || null) as LeadRole | null })}
        options={optionsOf(words.leaders)}
      />
      {item.kind === 'study' && (
        <SelectField
          label={words.itemMode}
          empty={words.anyone}
          value={item.mode ?? ''}
          onChoose={(mode) => onChange({ mode: (mode || null) as StudyMode | null })}
          options={optionsOf(words.modes)}
        />
      )}
      <div className="agd-acts">
        {onUp && (
          <Button tone="quiet" label={words.upLabel(at + 1)} onPress={onUp}>
            {words.up}
          </Button>
        )}
        <Button tone="quiet" label={words.dropLabel(at + 1)} onPress={onDrop}>
          {words.drop}
        </Button>
      </div>
    </fieldset>
  )
}
