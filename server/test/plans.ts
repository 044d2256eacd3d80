import type { z } from 'zod'
import * as contract from '../../contract/plans.ts'
import type { Person } from './app.ts'

type Template = z.input<(typeof contract.draftPlanTemplate)['body']>

/** A theme day on the 10th and a lecture each quarter, for branches, in 2027. */
export function templateOf(orgId: number, more: Partial<Template> = {}): Template {
  return {
    orgId,
    year: 2027,
    name: '2027 年样板',
    orgKinds: ['branch'],
    entries: [
      {
        kind: 'theme-day',
        title: '主题党日',
        work: '冬修水利',
        rrule: 'FREQ=MONTHLY;BYMONTHDAY=10',
        ownDay: true,
      },
      { kind: 'party-lecture', title: '党课', rrule: 'FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=18' },
    ],
    ...more,
  }
}

export async function publishedTemplate(
  who: Person,
  orgId: number,
  more: Partial<Template> = {},
): Promise<string> {
  const drafted = await who.ask(contract.draftPlanTemplate, { body: templateOf(orgId, more) })
  if (drafted.status !== 200) throw new Error(`not drafted: ${JSON.stringify(drafted.error)}`)
  const { templateId } = drafted.body
  const answer = await who.ask(contract.publishPlanTemplate, { params: { templateId }, body: { version: 1 } })
  if (answer.status !== 200) throw new Error(`not published: ${JSON.stringify(answer.error)}`)
  return templateId
}

export async function yearOf(who: Person, orgId: number, year = 2027, templateId?: string) {
  const answer = await who.ask(contract.getYearPlan, { params: { orgId, year }, query: { templateId } })
  if (answer.status !== 200) throw new Error(`no year: ${JSON.stringify(answer.error)}`)
  return answer.body
}

export async function madePlan(
  who: Person,
  orgId: number,
  more: Partial<z.input<(typeof contract.makeYearPlan)['body']>> = {},
) {
  const answer = await who.ask(contract.makeYearPlan, { params: { orgId }, body: { year: 2027, ...more } })
  if (answer.status !== 200) throw new Error(`not made: ${JSON.stringify(answer.error)}`)
  return answer.body
}
