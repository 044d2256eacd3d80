import type { CallOutput } from '../../lib/call-types.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import type { How, ItemDraft, MenuNo } from './form-draft.ts'
import { messages } from './messages.ts'

const words = messages.form
type Choices = CallOutput<'getWorklistChoices'>

type ItemFieldsProps = {
  at: number
  item: ItemDraft
  choices: Choices
  onChange: (to: Partial<ItemDraft>) => void
  onDrop?: (() => void) | undefined
  /** Of `title`, `atLeast`, `minutes` or `demand`. */
  problemOf: (field: string) => string | undefined
}

function AnswerFields({ item, onChange, problemOf }: ItemFieldsProps) {
  return (
    <>
      <TextField
        label={words.minutes}
        value={item.minutes}
        onType={(minutes) => onChange({ minutes })}
        problem={problemOf('minutes')}
        inputMode="numeric"
      />
      {item.how === 'number' && (
        <TextField
          label={words.unit}
          value={item.unit}
          onType={(unit) => onChange({ unit })}
          optional
          maxLength={6}
        />
      )}
      {item.how === 'choice' && (
        <TextField
          label={words.choices}
          value={item.choices}
          onType={(choices) => onChange({ choices })}
          problem={problemOf('choices')}
          maxLength={160}
        />
      )}
    </>
  )
}

const optionsOf = (of: Record<string, string>) =>
  Object.entries(of).map(([value, label]) => ({ value, label }))

/** One thing of the list: what, must or from a menu, and who answers it: the record or a person. */
export function ItemFields(props: ItemFieldsProps) {
  const { at, item, choices, onChange, onDrop, problemOf } = props
  return (
    <fieldset className="item-fields">
      <legend>{words.item(at + 1)}</legend>
      <TextField
        label={words.what}
        value={item.title}
        onType={(title) => onChange({ title })}
        problem={problemOf('title')}
        maxLength={60}
      />
      <SelectField
        label={words.menu}
        value={item.menu}
        onChoose={(menu) => onChange({ menu: menu as MenuNo })}
        options={optionsOf(words.menus)}
      />
      <SelectField
        label={words.how}
        value={item.how}
        onChoose={(how) => onChange({ how: how as How })}
        options={optionsOf(words.hows)}
      />
      {item.how === 'fact' ? (
        <>
          <SelectField
            label={words.deed}
            value={item.deed}
            onChoose={(deed) => onChange({ deed })}
            options={choices.deeds.map(({ id, label }) => ({ value: id, label }))}
          />
          <TextField
            label={words.atLeast}
            value={item.atLeast}
            onType={(atLeast) => onChange({ atLeast })}
            problem={problemOf('atLeast')}
            inputMode="numeric"
          />
        </>
      ) : (
        <AnswerFields {...props} />
      )}
      {onDrop && (
        <Button tone="quiet" onPress={onDrop}>
          {words.drop(at + 1)}
        </Button>
      )}
    </fieldset>
  )
}
