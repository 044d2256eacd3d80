import './schemes.css'
import { useState } from 'react'
import type { SchemeFlaw, SchemeLimit, SchemeRule, SchemeVersion } from '../../../contract/scheme-version.ts'
import { Button } from '../../ui/button.tsx'
import { FlagFields } from './flag-fields.tsx'
import { flawsOfRule } from './flaws.ts'
import { GradeFields } from './grade-fields.tsx'
import { LatitudeFields, SilentField } from './latitude-fields.tsx'
import { blankLimit, limitDraftOf } from './limit-draft.ts'
import { LimitForm } from './limit-form.tsx'
import { messages } from './messages.ts'
import { nextCode, putLimit, putRule, removeRule } from './put-rule.ts'
import { blankRule, draftOf } from './rule-draft.ts'
import { RuleForm } from './rule-form.tsx'
import { Refused, RuleTable, SharedLimits } from './rule-table.tsx'
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

/** The code of the rule or the place of the limit that is open, or what is being added. */
type Open = { code: string } | { at: number } | 'rule' | 'limit' | undefined

type Hands = { props: EditorProps; open: Open; onOpen: (open: Open) => void }

type ActsProps = { name: string; onOpen: () => void; onRemove: () => void }

function Acts({ name, onOpen, onRemove }: ActsProps) {
  return (
    <div className="acts">
      <Button label={words.changeWhich(name)} onPress={onOpen}>
        {words.change}
      </Button>
      <Button tone="quiet" label={words.removeWhich(name)} onPress={onRemove}>
        {words.remove}
      </Button>
    </div>
  )
}

function NewRule({ props, onOpen }: Hands) {
  const { version, before, onChange } = props
  return (
    <RuleForm
      rule={blankRule(nextCode([version, ...(before ? [before] : [])]))}
      validFrom={version.validFrom}
      flaws={[]}
      onPut={(written) => {
        onChange((now) => putRule(now, written))
        onOpen(undefined)
      }}
      onClose={() => onOpen(undefined)}
    />
  )
}

/** A limit that is there, at its place, or a new one. */
function OpenLimit({ props, onOpen, at }: Hands & { at?: number }) {
  const { version, onChange } = props
  const limit = at === undefined ? undefined : version.limits[at]
  return (
    <LimitForm
      limit={limit ? limitDraftOf(limit) : blankLimit(sharedLevel)}
      rules={version.rules}
      onPut={(written) => {
        onChange((now) => putLimit(now, written, at))
        onOpen(undefined)
      }}
      onClose={() => onOpen(undefined)}
    />
  )
}

function Add(hands: Hands) {
  const { props, open, onOpen } = hands
  if (open === 'rule') return <NewRule {...hands} />
  if (open === 'limit') return <OpenLimit {...hands} />
  return (
    <div className="acts adds">
      <Button onPress={() => onOpen('rule')}>{words.add}</Button>
      {props.version.rules.length > 0 && (
        <Button tone="quiet" onPress={() => onOpen('limit')}>
          {messages.limit.add}
        </Button>
      )}
    </div>
  )
}

function Rules(hands: Hands) {
  const { props, open, onOpen } = hands
  const { version, before, flaws, onChange } = props
  if (version.rules.length === 0) return <p className="note">{words.noRules}</p>
  const act = ({ code, name }: SchemeRule) => (
    <Acts
      name={name}
      onOpen={() => onOpen({ code })}
      onRemove={() => onChange((now) => removeRule(now, code))}
    />
  )
  const form = (rule: SchemeRule) => (
    <RuleForm
      rule={draftOf(rule, version.limits)}
      validFrom={version.validFrom}
      flaws={flawsOfRule(version, flaws, rule.code)}
      onPut={(written) => {
        onChange((now) => putRule(now, written))
        onOpen(undefined)
      }}
      onClose={() => onOpen(undefined)}
    />
  )
  const openCode = typeof open === 'object' && 'code' in open ? open.code : undefined
  return (
    <RuleTable version={version} before={before} flaws={flaws} act={act} openCode={openCode} open={form} />
  )
}

function Limits(hands: Hands) {
  const { props, open, onOpen } = hands
  const { version, flaws, onChange } = props
  const drop = (limit: SchemeLimit) =>
    onChange((now) => ({ ...now, limits: now.limits.filter((one) => one !== limit) }))
  return (
    <SharedLimits
      version={version}
      flaws={flaws}
      act={(limit, at) => (
        <Acts name={limit.name} onOpen={() => onOpen({ at })} onRemove={() => drop(limit)} />
      )}
      openAt={typeof open === 'object' && 'at' in open ? open.at : undefined}
      open={(_limit, at) => <OpenLimit {...hands} at={at} />}
    />
  )
}

/** A version under the hand: rules added, changed and taken out, each read aloud, flaws where they are. */
export function VersionEditor(props: EditorProps) {
  const { version, flaws, onChange } = props
  const [open, onOpen] = useState<Open>()
  const hands = { props, open, onOpen }
  const change = (fields: Partial<SchemeVersion>) => onChange((now) => ({ ...now, ...fields }))
  const fields = { version, flaws, onChange: change }
  return (
    <div className="version">
      <VersionFields {...fields} />
      <h2 className="h3">{messages.table.caption}</h2>
      <Rules {...hands} />
      <Limits {...hands} />
      <Add {...hands} />
      {open !== 'rule' && <Refused />}
      <GradeFields {...fields} />
      <FlagFields {...fields} />
      <LatitudeFields {...fields} />
      <SilentField {...fields} />
    </div>
  )
}
