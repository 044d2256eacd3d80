import { go } from '../../lib/link.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { withQuery } from '../../lib/with-query.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { Year } from './entry-draft.ts'
import { messages } from './messages.ts'

/** 照这样办一年, in one tap; or a draft first. */
function useYearActs(year: Year) {
  const make = useSave('makeYearPlan', `plan:${year.orgId}:${year.year}`)
  const adopt = useSave('adoptYearPlan')
  const confirm = useSave('confirmYearPlan')
  const templateId = year.template?.templateId ?? null
  const { plan } = year
  const told = (sentence: string) => tell({ tone: 'done', sentence })
  const first = async (isAdopted: boolean) => {
    const body = { year: year.year, templateId, adopt: isAdopted }
    const answer = await make.save({ params: { orgId: year.orgId }, body })
    if (answer) told(isAdopted ? messages.adopted(answer.confirmed) : messages.drafted)
  }
  const adoptDraft = async () => {
    if (!plan) return
    const answer = await adopt.save({ params: { planId: plan.planId }, body: { version: plan.version } })
    if (answer) told(messages.adopted(answer.confirmed))
  }
  const confirmAll = async () => {
    if (!plan) return
    const body = { from: `${year.year}-01-01`, to: `${year.year}-12-31` }
    const answer = await confirm.save({ params: { planId: plan.planId }, body })
    if (answer) told(messages.confirmed(answer.confirmed))
  }
  return {
    first,
    adoptDraft,
    confirmAll,
    busy: make.saving || adopt.saving || confirm.saving,
    error: make.error ?? adopt.error ?? confirm.error,
  }
}

/** The one next step of a year: to make it, to adopt it, or to put what was added among the activities. */
export function YearActs({ year, wide = false }: { year: Year; wide?: boolean }) {
  const { first, adoptDraft, confirmAll, busy, error } = useYearActs(year)
  if (!year.abilities.write || year.items.length === 0) return null
  const open = year.plan?.open ?? 0
  const next = {
    none: { verb: messages.adopt, run: () => first(true) },
    draft: { verb: messages.adopt, run: adoptDraft },
    adopted: { verb: messages.confirmAll(open), run: confirmAll },
  }[year.state]
  if (year.state === 'adopted' && open === 0) return null
  return (
    <>
      {error && <Trouble error={error} />}
      {year.state === 'none' && !wide && (
        <Button busy={busy} onPress={() => void first(false)}>
          {messages.draft}
        </Button>
      )}
      <Button tone="go" wide={wide} busy={busy} onPress={() => void next.run()}>
        {next.verb}
      </Button>
    </>
  )
}

/** Before a plan is made: from which template. */
export function TemplateChoice({ year, search }: { year: Year; search: URLSearchParams }) {
  if (year.state !== 'none' || year.templates.length < 2) return null
  const pathOf = (templateId: string) =>
    withQuery(`/plans/${year.orgId}`, { year: search.get('year') ?? year.year, template: templateId })
  return (
    <div className="plan-choice no-print">
      <SelectField
        label={messages.from}
        value={year.template?.templateId ?? ''}
        onChoose={(templateId) => go(pathOf(templateId))}
        options={year.templates.map((one) => ({
          value: one.templateId,
          label: messages.fromOf(one.name, one.orgName),
        }))}
      />
    </div>
  )
}
