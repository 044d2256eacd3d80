import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { ApprovalField, AudienceFields, DayFields } from './audience-fields.tsx'
import { CapFields, PointsFields } from './gain-fields.tsx'
import { messages } from './messages.ts'
import { isWritten, type RuleDraft, type Written, writeRule } from './rule-draft.ts'
import { KindField, type PartProps, PatternFields } from './rule-fields.tsx'
import { Refused } from './rule-table.tsx'
import { readRule } from './rule-words.ts'
import { classes } from './vocabulary.ts'

const words = messages.rule

type RuleFormProps = {
  rule: RuleDraft
  validFrom: string
  /** What the last check said of this rule. */
  flaws: readonly string[]
  onPut: (written: Written) => void
  onClose: () => void
}

/** What happened, under which name, and what it gives. */
function Occasion(part: PartProps) {
  const { draft, problems, onType } = part
  return (
    <>
      <TextField
        label={words.name}
        hint={words.nameHint}
        value={draft.name}
        onType={(name) => onType({ name })}
        problem={problems.name}
        maxLength={40}
      />
      <PatternFields {...part} />
      <SelectField
        label={words.class}
        value={draft.class}
        onChoose={(value) => onType({ class: value as RuleDraft['class'] })}
        options={Object.entries(classes).map(([value, label]) => ({ value, label }))}
      />
      <PointsFields {...part} />
      <CapFields {...part} />
    </>
  )
}

type RestProps = PartProps & { written: Written | undefined; validFrom: string }

/** For whom, whether somebody else must agree, and the whole of it read aloud. */
function Rest({ written, validFrom, ...part }: RestProps) {
  const { draft, onType } = part
  return (
    <>
      <AudienceFields legend={words.audience} who={draft.who} onType={(who) => onType({ who })} />
      <DayFields {...part} />
      <ApprovalField {...part} />
      {written && (
        <p className="aloud" role="status">
          {words.read}
          <b>{readRule(written.rule, written.own ? [written.own] : [], validFrom)}</b>
        </p>
      )}
    </>
  )
}

function useRule({ rule, onPut }: RuleFormProps) {
  const [draft, setDraft] = useState(rule)
  const [tried, setTried] = useState(false)
  const [refused, onRefused] = useState<string>()
  const result = writeRule(draft)
  const written = isWritten(result) ? result : undefined
  const problems = tried && !isWritten(result) ? result : {}
  const onType = (change: Partial<RuleDraft>) => setDraft((now) => ({ ...now, ...change }))
  const put = () => {
    setTried(true)
    if (written && !refused) onPut(written)
  }
  return { part: { draft, problems, onType }, written, refused, onRefused, put }
}

/** One rule: what happened, what it gives, at most, for whom; read aloud as it is typed. */
export function RuleForm(props: RuleFormProps) {
  const { validFrom, flaws, onClose } = props
  const { part, written, refused, onRefused, put } = useRule(props)
  return (
    <div className="rule-form">
      {flaws.map((flaw) => (
        <p key={flaw} className="problem">
          {flaw}
        </p>
      ))}
      <div className="grid">
        <KindField {...part} refused={refused} onRefused={onRefused} />
        {!refused && <Occasion {...part} />}
      </div>
      {refused ? <Refused /> : <Rest {...part} written={written} validFrom={validFrom} />}
      <div className="acts">
        {!refused && <Button onPress={put}>{words.put}</Button>}
        <Button tone="quiet" onPress={onClose}>
          {words.keep}
        </Button>
      </div>
    </div>
  )
}
