import type { z } from 'zod'
import * as activities from '../../contract/activities.ts'
import type { ActivityKind } from '../../contract/activity-kinds.ts'
import * as duties from '../../contract/duties.ts'
import { requirementTemplates } from '../../contract/requirement-templates.ts'
import * as requirements from '../../contract/requirements.ts'
import type { Person, TestApp } from './app.ts'

type Declaring = z.input<(typeof requirements.declareRequirement)['body']>
type Wish = Partial<Omit<Declaring, 'terms'>> & { terms?: Partial<Declaring['terms']> }

/** The terms of a template as it is shipped. */
export function termsOf(key: string): Declaring['terms'] {
  const found = requirementTemplates.find((one) => one.key === key)
  if (!found) throw new Error(`no template ${key}`)
  return found.terms
}

/** Asks for what a template says, of all below an organisation, from the first day of 2026 on. */
export async function declare(who: Person, orgId: number, key: string, wish: Wish = {}): Promise<string> {
  const { terms, ...rest } = wish
  const body = { orgId, validFrom: '2026-01-01', ...rest, terms: { ...termsOf(key), ...terms } }
  const answer = await who.ask(requirements.declareRequirement, { body })
  if (answer.status !== 200) throw new Error(`not declared: ${JSON.stringify(answer.error)}`)
  return answer.body.requirementId
}

/** Records what happened, everyone of the organisation there, and closes it at once. Answers its id. */
export async function hold(who: Person, orgId: number, kind: ActivityKind, day: string): Promise<string> {
  const body = { orgId, kind, day, invited: { whom: 'everyone' as const, withApplicants: false } }
  const answer = await who.ask(activities.recordActivity, { body })
  if (answer.status !== 200) throw new Error(`not recorded: ${JSON.stringify(answer.error)}`)
  return answer.body.activityId
}

/** The cells of one line of an organisation's strip, of its own or of a group's. */
export async function cellsOf(who: Person, orgId: number, code: string, owner = orgId) {
  const year = undefined
  const { body, status } = await who.ask(duties.getDutyStrip, { params: { orgId }, query: { year } })
  if (status !== 200) throw new Error(`no strip: ${JSON.stringify(body)}`)
  return body.rows.find((row) => row.code === code && row.orgId === owner)?.cells ?? []
}

/** The cell that is due on a day. */
export async function cellDue(who: Person, orgId: number, code: string, dueOn: string) {
  return (await cellsOf(who, orgId, code)).find((cell) => cell.dueOn === dueOn)
}

/** Noon of a day. */
export function goTo(test: TestApp, day: string): void {
  test.clock.now = new Date(`${day}T12:00:00+08:00`)
}
