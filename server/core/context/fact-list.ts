import type { FactKind } from '../../../contract/facts.ts'

/** A fact as a feature hands it over; branch, post and age are frozen into it by the spine. */
export type FactDraft = {
  factId: string
  kind: FactKind
  day: string
  memberId: string | null
  /** Of an organisation's own fact; a member's fact takes the member's branch. */
  orgId?: number
  /** Hundredths of the kind's unit. */
  quantity?: number | null
  attrs: Record<string, unknown>
  source: { kind: string; id: string }
}

export type FactVoid = { factId: string; reason: string; replacedBy?: string }

/**
 * What the facts of one record should be from now on. The spine compares it with what stands, and so with the whole
 * county in scope: a guest's fact stands in a branch that the one who corrects does not see.
 */
export type FactReplacement = { sourceId: string; wanted: readonly FactDraft[]; reason: string }

/** From a first to a last day, both included. */
export type Span = { from: string; to: string }

/** Every whole cycle that holds the day or comes after it; a July year began in the calendar year before at the earliest. */
export function cyclesSince(day: string): Span {
  return { from: `${Number(day.slice(0, 4)) - 1}-07-01`, to: '9999-12-31' }
}

/** Organisations that changed, or of which something else is asked, from a day on. */
export type OrgChanges = { orgIds: readonly number[] | 'all'; from: string }

/** What a request wants recorded. Features add to it; the spine stores it once, before the commit. */
export type FactList = {
  readonly drafts: readonly FactDraft[]
  readonly voids: readonly FactVoid[]
  /** Records whose facts are corrected: every correction works by one of these. */
  readonly replacements: readonly FactReplacement[]
  /** Facts that stand as they are, but what follows from them may have changed: an approval, say. */
  readonly touched: readonly string[]
  /** Spans of days, whole cycles, over which everything is to be derived anew: the rules have changed. */
  readonly spans: readonly Span[]
  /** Which rules count where has changed, for organisations of which nothing is on record yet. */
  readonly reachChanged: boolean
  readonly orgChanges: readonly OrgChanges[]
  record(fact: FactDraft): void
  void(fact: FactVoid): void
  replace(replacement: FactReplacement): void
  touch(factId: string): void
  rederive(span: Span): void
  changeReach(): void
  changeOrgs(change: OrgChanges): void
}

export function isEmpty(list: FactList): boolean {
  const { drafts, voids, replacements, touched, spans, reachChanged, orgChanges } = list
  const recorded = drafts.length + voids.length + replacements.length + touched.length
  return recorded + spans.length + orgChanges.length === 0 && !reachChanged
}

export function createFactList(): FactList {
  const drafts: FactDraft[] = []
  const voids: FactVoid[] = []
  const replacements: FactReplacement[] = []
  const touched: string[] = []
  const spans: Span[] = []
  const orgChanges: OrgChanges[] = []
  let reachChanged = false
  return {
    drafts,
    voids,
    replacements,
    touched,
    spans,
    get reachChanged() {
      return reachChanged
    },
    record: (fact) => void drafts.push(fact),
    void: (fact) => void voids.push(fact),
    replace: (replacement) => void replacements.push(replacement),
    touch: (factId) => void touched.push(factId),
    rederive: (span) => void spans.push(span),
    changeReach: () => void (reachChanged = true),
    orgChanges,
    changeOrgs: (change) => void orgChanges.push(change),
  }
}
