import type { ReviewKind } from '../../../contract/reviews.ts'
import { schemeWords } from '../../../contract/scheme-words.ts'
import { flagsOn, type Standing } from '../points/standing-commands.ts'
import type { UnqualifiedRow, VetoRow } from './queries.ts'
import type { SilentRow } from './silent-queries.ts'

export type Case = {
  kind: ReviewKind
  memberId: string
  name: string
  orgId: number
  versionId: number | null
  schemeName: string
  flagNo: number | null
  factId: string | null
  sentence: string
  asks: string
  points: number | null
  from: string
  entries: number
}

export type Who = Readonly<Record<string, unknown>>

/** 29 · 2.5 · −1, from hundredths. */
export function sayPoints(points: number): string {
  return String(points / 100).replace('-', '−')
}

function sayDay(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
}

function caseOf(standing: Standing, more: Pick<Case, 'kind' | 'sentence' | 'asks'> & Partial<Case>): Case {
  const { memberId, name, orgId, versionId, schemeName, total, from, entries } = standing
  return {
    memberId,
    name,
    orgId,
    versionId,
    schemeName,
    points: total,
    from,
    entries,
    flagNo: null,
    factId: null,
    ...more,
  }
}

/** A flag that names no stage is about members: whoever is not one yet is not held against it. */
function isMeant(stage: string, asked: Who): boolean {
  return stage === 'full' || stage === 'probationary' || 'stage' in asked
}

/**
 * What the totals and the records of one day lay before a person, in the order of `standings`. What the branch has let
 * somebody off stands in the sentence, so that whoever looks thinks of it first.
 */
export function findCases(
  standings: readonly Standing[],
  whos: ReadonlyMap<string, Who>,
  vetoes: readonly VetoRow[],
): Case[] {
  return standings.flatMap((standing) => {
    const who = whos.get(standing.memberId) ?? {}
    const { terms, total, stage, grade } = standing
    const letOff = who['exempt'] === true ? '（支部记着免于考核）' : ''
    const flags = flagsOn(standing, who).flatMap((flagNo) => {
      const flag = terms.flags[flagNo]
      if (!flag || !isMeant(stage, flag.who)) return []
      const sentence = `${flag.name}：现在 ${sayPoints(total)} 分${letOff}`
      return [caseOf(standing, { kind: 'flag', flagNo, sentence, asks: schemeWords.outcomes[flag.outcome] })]
    })
    const isOpen = isMeant(stage, {}) && grade.isSilent
    const between = `${sayPoints(total)} 分在两个等次之间，方案没有写是哪一等${letOff}`
    const grades = isOpen ? [caseOf(standing, { kind: 'grade', sentence: between, asks: '由人来定' })] : []
    const own = vetoes.filter(
      (veto) =>
        veto.memberId === standing.memberId &&
        veto.versionId === standing.versionId &&
        veto.day >= standing.from,
    )
    const facts = own.map(({ factId, ruleName, day }) => {
      const sentence = `${sayDay(day)}的一条记录对上了“${ruleName}”，方案写明要提请审议`
      return caseOf(standing, { kind: 'veto', factId, sentence, asks: '提请支部审议' })
    })
    return [...flags, ...grades, ...facts]
  })
}

/**
 * 不合格 decides nothing: it is a fact that a person must look at. Disposal, if there is to be one, is a procedure of its
 * own (不合格党员组织处置办法).
 */
export function findUnqualified(rows: readonly UnqualifiedRow[]): Case[] {
  return rows.map(({ memberId, name, orgId, factId, day }) => ({
    kind: 'appraisal',
    memberId,
    name,
    orgId,
    versionId: null,
    schemeName: '民主评议党员',
    flagNo: null,
    factId,
    sentence: `${day.slice(0, 4)} 年民主评议，等次是不合格`,
    asks: '提请支部研究',
    points: null,
    from: day,
    entries: 0,
  }))
}

type Named = Pick<Case, 'kind' | 'memberId' | 'versionId' | 'flagNo' | 'factId'>

/** The same case of the same cycle? */
export function isSame(one: Named, other: Named): boolean {
  return (
    one.kind === other.kind &&
    one.memberId === other.memberId &&
    one.versionId === other.versionId &&
    one.flagNo === other.flagNo &&
    one.factId === other.factId
  )
}

/** Why a fact is laid before a person: what is on record, and that the scheme names no points for it. */
export function saySilence(row: {
  day: string
  rule_name: string
  mode: 'bands' | 'table'
  quantity: number | null
  value: string | null
}): string {
  const what = row.mode === 'bands' ? sayPoints(row.quantity ?? 0) : `“${row.value ?? ''}”`
  return `${sayDay(row.day)}“${row.rule_name}”记的是 ${what}，方案没有写这样给几分`
}

/** An entry by hand that others declined leaves the question open. */
export function isAnswered(row: Pick<SilentRow, 'answer_id' | 'entry_state'>): boolean {
  return row.answer_id !== null && row.entry_state !== 'declined'
}
