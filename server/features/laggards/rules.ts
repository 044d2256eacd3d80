import { type ExemptionCause, exemptionCauseLabels } from '../../../contract/exemptions.ts'
import type { TalkMeasure, talkFacts } from '../../../contract/laggards.ts'
import { addDays } from '../../core/clock/days.ts'
import { startOfPeriod } from '../../core/clock/periods.ts'

export type TalkSpan = { from: string; to: string }

/** The days that are looked at: this calendar year up to today, or the last quarter that is over. */
export function spanOf(measure: TalkMeasure, today: string): TalkSpan {
  if (measure === 'year') return { from: startOfPeriod(today, 'year'), to: today }
  const to = addDays(startOfPeriod(today, 'quarter'), -1)
  return { from: startOfPeriod(to, 'quarter'), to }
}

export type Circumstances = {
  birthOn: string | null
  /** What the branch has let this person off for within the span. */
  exemptions: readonly ExemptionCause[]
  /** How many rolls in the span this person was away from for illness or weakness. */
  illRolls: number
  isFloating: boolean
  isLost: boolean
  /** In the branch only since a day within the span. */
  newSince: string | null
}

type TalkFact = { kind: (typeof talkFacts)[number]; label: string }

/** Schemes that count points commonly exempt those over 70 (domain-rules §6, F). */
const agedFrom = 70
/** Once may be a cold; from the second roll on somebody should ask how they are. */
const illFrom = 2

/** What is known about a person that no figure shows, in words, so that somebody thinks before anything is begun. */
export function factsOf(one: Circumstances, today: string): TalkFact[] {
  const age = one.birthOn ? ageOn(one.birthOn, today) : 0
  const facts: (TalkFact | false)[] = [
    age >= agedFrom && { kind: 'aged', label: `${age} 岁` },
    ...one.exemptions.map(
      (cause): TalkFact => ({ kind: 'exempt', label: `免于考核：${exemptionCauseLabels[cause]}` }),
    ),
    one.illRolls >= illFrom && { kind: 'ill', label: `病假或行动不便 ${one.illRolls} 次` },
    one.isFloating && { kind: 'floating', label: '流动党员' },
    one.isLost && { kind: 'lost', label: '失去联系' },
    one.newSince !== null && { kind: 'new', label: `${sayDay(one.newSince)}才到支部` },
  ]
  return facts.filter((fact): fact is TalkFact => fact !== false)
}

export function ageOn(birthOn: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthOn.slice(0, 4))
  return today.slice(5) < birthOn.slice(5) ? years - 1 : years
}

export function sayDay(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
}

/** Words that put a person below others: they have no place in what the person is handed. */
const hurtful = ['落后', '后进', '末位', '倒数', '不合格', '垫底', '排名']

/** The first word of a letter that must not stand in it. */
export function findHurtfulWord(words: string): string | undefined {
  return hurtful.find((word) => words.includes(word))
}
