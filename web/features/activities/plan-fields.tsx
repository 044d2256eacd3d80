import type { CallError } from '../../lib/call-error.ts'
import { DraftNote } from '../../ui/draft-note.tsx'
import { Loading, Trouble } from '../../ui/states.tsx'
import { HeadingFields, type OrgOption, type WhomOption } from './heading-fields.tsx'
import { InTheWay } from './in-the-way.tsx'
import type { HeadingState } from './use-heading-form.ts'

type PlanFieldsProps = {
  state: HeadingState
  orgs?: readonly OrgOption[]
  whom: readonly WhomOption[]
  error: CallError | undefined
  /** The one that is being changed. */
  activityId?: string
}

const fields = /^body\.(title|day|startsAt|endsAt|place|orgId|invited|segments\.\d+\.\w+)/

/** The fields with what surrounds them: a draft that was found, a refusal, the wait for the proposal. */
export function PlanFields({ state, orgs = [], whom, error, activityId }: PlanFieldsProps) {
  const { form, trouble, retry, draft } = state
  return (
    <>
      <DraftNote draft={draft} />
      {error && !fields.test(error.field ?? '') && <Trouble error={error} />}
      {trouble && <Trouble error={trouble} onRetry={retry} />}
      {form ? (
        <>
          <HeadingFields
            form={form}
            onType={state.type}
            orgs={orgs}
            whom={whom}
            asLastTime={state.asLastTime}
            error={error}
          />
          <InTheWay form={form} activityId={activityId} />
        </>
      ) : (
        !trouble && <Loading />
      )}
    </>
  )
}
