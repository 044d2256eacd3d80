import './schemes.css'
import { useState } from 'react'
import type { SchemeFlaw, SchemeLimit, SchemeRule, SchemeVersion } from '../../../contract/scheme-version.ts'
import { Button } from '../../ui/button.tsx'
import { flawsOfRule } from './flaws.ts'
import { messages } from './messages.ts'
import { blankRule, draftOf, nextCode, putRule, removeRule } from './rule-draft.ts'
import { RuleForm } from './rule-form.tsx'
import { Refused, RuleTable, SharedLimits } from './rule-table.tsx'
import { SharedLimitForm } from './shared-limit-form.tsx'
import { VersionFields } from './version-fields.tsx'

const words = messages.edit
/** After what is set for one rule alone, before what later levels hold. */
const sharedLevel = 2

type EditorProps = {
  version: SchemeVersion
  before: SchemeVersion | undefined
  flaws: readonly SchemeFlaw[]
  onChange: (change: (now: SchemeVersion) => SchemeVersion) => void
}

/** The code of the rule that is open, or what is being added. */
type Open = { code: string } | 'rule' | 'limit' | undefined

function RuleActs({
  rule,
  onOpen,
  onRemove,
}: {
  rule: SchemeRule
  onOpen: () => void
  onRemove: () => void
}) {
  return (
    <div className="acts">
      <Button label={words.changeWhich(rule.name)} onPress={onOpen}>
        {words.change}
      </Button>
      <Button tone="quiet" label={words.removeWhich(rule.name)} onPress={onRemove}>
        {words.remove}
      </Button>
    </div>
  )
}

function Add({ props, open, onOpen }: { props: EditorProps; open: Open; onOpen: (open: Open) => void }) {
  const { version, before, onChange } = props
  const close = () => onOpen(undefined)
  if (open === 'rule') {
    return (
      <RuleForm
        rule={blankRule(nextCode([version, ...(before ? [before] : [])]))}
        validFrom={version.validFrom}
        flaws={[]}
        onPut={(written) => {
          onChange((now) => putRule(now, written))
          close()
        }}
        onClose={close}
      />
    )
  }
  if (open === 'limit') {
    return (
      <SharedLimitForm
        rules={version.rules}
        level={sharedLevel}
        onPut={(limit) => {
          onChange((now) => ({ ...now, limits: [...now.limits, limit] }))
          close()
        }}
        onClose={close}
      />
    )
  }
  return (
    <div className="acts adds">
      <Button onPress={() => onOpen('rule')}>{words.add}</Button>
      {version.rules.length > 1 && (
        <Button tone="quiet" onPress={() => onOpen('limit')}>
          {messages.shared.add}
        </Button>
      )}
    </div>
  )
}

type Hands = { props: EditorProps; onOpen: (open: Open) => void }

function actsWith({ props, onOpen }: Hands) {
  return (rule: SchemeRule) => (
    <RuleActs
      rule={rule}
      onOpen={() => onOpen({ code: rule.code })}
      onRemove={() => props.onChange((now) => removeRule(now, rule.code))}
    />
  )
}

function formWith({ props, onOpen }: Hands) {
  const { version, onChange } = props
  const close = () => onOpen(undefined)
  return (rule: SchemeRule) => (
    <RuleForm
      rule={draftOf(rule, version.limits)}
      validFrom={version.validFrom}
      flaws={flawsOfRule(version, props.flaws, rule.code)}
      onPut={(written) => {
        onChange((now) => putRule(now, written))
        close()
      }}
      onClose={close}
    />
  )
}

function dropWith({ onChange }: EditorProps) {
  const drop = (limit: SchemeLimit) =>
    onChange((now) => ({ ...now, limits: now.limits.filter((one) => one !== limit) }))
  return (limit: SchemeLimit) => (
    <Button tone="quiet" label={words.removeWhich(limit.name)} onPress={() => drop(limit)}>
      {words.remove}
    </Button>
  )
}

/** A version under the hand: rules added, changed and taken out, each read aloud, flaws where they are. */
export function VersionEditor(props: EditorProps) {
  const { version, before, flaws, onChange } = props
  const [open, onOpen] = useState<Open>()
  const change = (fields: Partial<SchemeVersion>) => onChange((now) => ({ ...now, ...fields }))
  return (
    <div className="version">
      <VersionFields version={version} flaws={flaws} onChange={change} />
      <h2 className="h3">{messages.table.caption}</h2>
      {version.rules.length === 0 ? (
        <p className="note">{words.noRules}</p>
      ) : (
        <RuleTable
          version={version}
          before={before}
          flaws={flaws}
          act={actsWith({ props, onOpen })}
          openCode={typeof open === 'object' ? open.code : undefined}
          open={formWith({ props, onOpen })}
        />
      )}
      <SharedLimits version={version} flaws={flaws} act={dropWith(props)} />
      <Add props={props} open={open} onOpen={onOpen} />
      {open !== 'rule' && <Refused />}
    </div>
  )
}
