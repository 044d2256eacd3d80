import type { caseSorts } from '../../../contract/case-words.ts'
import type { VisitWish } from '../../../contract/visits.ts'
import { newIntention } from '../intention.ts'
import { parseYuan, printYuan } from './yuan.ts'

type Demand = NonNullable<VisitWish['demand']>
type RequestSort = keyof (typeof caseSorts)['request']

/** A visit as it is being written, what is typed as it was typed. */
export type VisitDraft = {
  /** Both made when the note is begun: written in two tabs, or sent twice, it is one visit and one case. */
  visitId: string
  caseId: string
  /** The day on which it was begun, or that was chosen; nothing before the first press. */
  day: string | null
  quartet: VisitWish['quartet']
  note: string
  wants: boolean
  sort: RequestSort
  urgency: Demand['urgency']
  demand: string
  gave: boolean
  yuan: string
  what: string
}

export function visitDraftName(householdId: string): string {
  return `visit:${householdId}`
}

export function newVisitDraft(): VisitDraft {
  return {
    visitId: newIntention(),
    caseId: newIntention(),
    day: null,
    quartet: { door: false, met: false, card: false, talk: false },
    note: '',
    wants: false,
    sort: 'help',
    urgency: 'normal',
    demand: '',
    gave: false,
    yuan: '',
    what: '',
  }
}

const longestDemand = 500

/** What is wrong with it, by field; nothing when it can be kept. */
export function problemsOf({ wants, note, demand, gave, yuan, what }: VisitDraft): {
  demand?: true
  yuan?: true
  what?: true
} {
  return {
    ...(wants && note.trim() === '' && demand.trim() === '' && { demand: true as const }),
    ...(gave && parseYuan(yuan) === undefined && { yuan: true as const }),
    ...(gave && what.trim() === '' && { what: true as const }),
  }
}

/** As the server takes it; the words of a demand are those of the note where none were written for it. */
export function visitFrom(draft: VisitDraft, householdId: string, today: string): VisitWish {
  const { visitId, caseId, quartet, sort, urgency } = draft
  const note = draft.note.trim()
  const demand = { caseId, sort, urgency, text: (draft.demand.trim() || note).slice(0, longestDemand) }
  const solace = { fen: parseYuan(draft.yuan) ?? 0, what: draft.what.trim() }
  return {
    visitId,
    householdId,
    visitedOn: draft.day ?? today,
    quartet,
    note: note === '' ? null : note,
    demand: draft.wants ? demand : null,
    solace: draft.gave ? solace : null,
  }
}

/** To be written once more after the server said no: another visit, with other numbers. */
export function draftFrom({ visitedOn, quartet, note, demand, solace }: VisitWish): VisitDraft {
  return {
    ...newVisitDraft(),
    day: visitedOn,
    quartet,
    note: note ?? '',
    ...(demand && {
      wants: true,
      sort: demand.sort as RequestSort,
      urgency: demand.urgency,
      demand: demand.text,
    }),
    ...(solace && { gave: true, yuan: printYuan(solace.fen), what: solace.what }),
  }
}
