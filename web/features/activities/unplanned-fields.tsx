import { fieldMessage } from '../../lib/call-error.ts'
import { formatDay } from '../../lib/format-day.ts'
import { go } from '../../lib/link.ts'
import { TextAreaField } from '../../ui/field.tsx'
import { Receipt } from '../../ui/receipt.tsx'
import './activities.css'
import type { OrgOption } from './heading-fields.tsx'
import { messages } from './messages.ts'
import { OutputFields } from './output-fields.tsx'
import { PlanFields } from './plan-fields.tsx'
import type { UnplannedState } from './use-unplanned.ts'
import { whomOptions } from './whom-options.ts'

/** What happened, who was there; for a few people also what came of it, so that it is done in one go. */
export function UnplannedFields({ state, orgs }: { state: UnplannedState; orgs: readonly OrgOption[] }) {
  const { heading, text, type, few, tried, waiting, error } = state
  const [usual, withApplicants, named] = whomOptions(heading.usual)
  const whom = [usual, withApplicants, named && { ...named, label: messages.onlyNamed }]
  return (
    <>
      {waiting && (
        <Receipt
          tone="late"
          action={{ label: messages.toThatRoll, run: () => go(`/activities/${waiting.activityId}/roll`) }}
        >
          {messages.waitingPlan(waiting.title, formatDay(waiting.day))}
        </Receipt>
      )}
      <PlanFields
        state={heading}
        orgs={orgs}
        whom={whom.filter((option) => option !== undefined)}
        error={error}
      />
      {few && tried && heading.form?.named.length === 0 && <p className="problem">{messages.nobody}</p>}
      {few && (
        <>
          <OutputFields
            outputs={text.outputs}
            onChange={(outputs) => type({ outputs })}
            tried={tried}
            problem={error?.field?.startsWith('body.outputs') ? error.message : undefined}
          />
          <TextAreaField
            label={messages.minutes}
            hint={messages.minutesHint}
            optional
            value={text.minutes}
            onType={(minutes) => type({ minutes })}
            problem={fieldMessage(error, 'body.minutes')}
            maxLength={20_000}
          />
        </>
      )}
    </>
  )
}
