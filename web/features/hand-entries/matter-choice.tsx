import type { CallOutput } from '../../lib/call-types.ts'
import { Choice } from '../../ui/choice.tsx'
import { SelectField } from '../../ui/field.tsx'
import { messages } from './messages.ts'
import type { ProposalDraft } from './use-proposal.ts'

type MatterChoiceProps = {
  terms: CallOutput<'getHandEntryTerms'>
  draft: ProposalDraft
  onType: (to: Partial<ProposalDraft>) => void
  problem: string | undefined
}

/** What the rules count is a press away; the rest stands in one list, and points by hand last. */
export function MatterChoice({ terms, draft, onType, problem }: MatterChoiceProps) {
  const counted = terms.matters.filter((one) => one.rule !== null)
  const rest = terms.matters.filter((one) => one.rule === null)
  const chosen = rest.some((one) => one.code === draft.kind) ? 'other' : draft.kind
  const missing = draft.tried && draft.kind === '' ? messages.matterMissing : problem
  return (
    <>
      <Choice
        legend={messages.matter}
        value={chosen === '' ? undefined : chosen}
        onChoose={(kind) => onType({ kind })}
        problem={missing}
        options={[
          ...counted.map(({ code, label, rule }) => ({
            value: code,
            label,
            note: rule === label || rule === null ? undefined : messages.counted(rule),
          })),
          { value: 'other', label: messages.otherMatter, note: messages.otherNote },
          ...(terms.abilities.byHand ? [{ value: 'by-hand', label: messages.byHand }] : []),
        ]}
      />
      {chosen === 'other' && (
        <SelectField
          label={messages.otherWhich}
          empty={messages.otherChoose}
          value={draft.kind === 'other' ? draft.other : draft.kind}
          onChoose={(other) => onType({ kind: 'other', other })}
          options={rest.map(({ code, label }) => ({ value: code, label }))}
          problem={
            draft.tried && draft.kind === 'other' && draft.other === '' ? messages.matterMissing : undefined
          }
        />
      )}
    </>
  )
}
