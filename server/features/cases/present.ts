import { caseChannelLabels, caseSortLabel, caseUrgencyLabels } from '../../../contract/case-words.ts'
import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import { maskPersonalNumbers } from '../../core/guard/mask-personal-numbers.ts'
import type { StepTaken } from '../../core/procedure/queries.ts'
import { homeOf, maySeeContact, maySeeWords, stepsFor } from './policy.ts'
import { caseTables } from './procedures.ts'
import type { CaseRow } from './queries.ts'
import { casePath } from './rules.ts'
import { isPublic } from './table.ts'

export function presentCaseRow(row: CaseRow, today: string) {
  return {
    caseId: row.case_id,
    no: row.case_no,
    kind: row.kind,
    sort: row.sort,
    sortLabel: caseSortLabel(row.sort),
    urgency: row.urgency,
    urgencyLabel: caseUrgencyLabels[row.urgency],
    channelLabel: caseChannelLabels[row.channel],
    orgId: row.org_id,
    orgName: row.org_name,
    atOrgName: row.at_org_name,
    state: row.state,
    stateLabel: caseTables[row.kind].states[row.state]?.label ?? row.state,
    title: row.title,
    raisedOn: row.raised_on,
    dueOn: row.due_on,
    late: row.closed_on === null && row.due_on !== null && row.due_on < today,
    closedOn: row.closed_on,
    takerName: row.taker_name,
  }
}

type Around = { actor: Actor; today: string; history: readonly StepTaken[] }

export function presentCase(row: CaseRow, { actor, today, history }: Around) {
  const clear = maySeeWords(actor, row)
  const say = (words: string) => (clear ? words : maskPersonalNumbers(words, today))
  return {
    ...presentCaseRow(row, today),
    body: say(row.body),
    measures: row.measures,
    result: row.result,
    publicText: row.public_text,
    publishedOn: row.published_on,
    round: row.round,
    mergedInto: row.merged_into,
    recursOf: row.recurs_of,
    hasContact: row.contact_sealed !== null,
    page: row.address && may(actor, 'cases.record', homeOf(row)) ? casePath(row.address) : null,
    history: history.map((one) => presentStep(row, one, say)),
    steps: stepsFor(actor, row, history).map((step) => presentNext(row, step)),
    abilities: {
      showContact: maySeeContact(actor, row),
      givePage: row.closed_on === null && may(actor, 'cases.record', homeOf(row)),
    },
  }
}

function presentStep({ kind }: CaseRow, taken: StepTaken, say: (words: string) => string) {
  const { steps, states } = caseTables[kind]
  const opened = taken.step === 'raise' ? '公开页上提的' : '记下'
  return {
    step: taken.step,
    label: steps[taken.step]?.label ?? opened,
    stateLabel: states[taken.toState]?.label ?? taken.toState,
    by: taken.takenByName,
    at: taken.takenAt.toISOString(),
    note: taken.note === null ? null : say(taken.note),
  }
}

const textLabels = {
  measures: '打算怎么改',
  result: '办的结果，群众看得到',
  publicText: '墙上写什么，不写姓名',
}

function presentNext({ kind }: CaseRow, name: string) {
  const step = caseTables[kind].steps[name]
  const textLabel = step?.writes ? textLabels[step.writes] : null
  const toPublic = step !== undefined && isPublic(step)
  return { step: name, label: step?.label ?? name, asks: [...(step?.asks ?? [])], textLabel, toPublic }
}
