import type { SchemeLimit } from '../../../contract/scheme-version.ts'
import { parsePoints } from '../../lib/format-points.ts'
import {
  type BandDraft,
  bandDraftsOf,
  printFigure,
  printTimes,
  readFigure,
  readTimes,
  writeBands,
} from './band-draft.ts'
import { plainLimit } from './blanks.ts'
import { messages } from './messages.ts'

/** A limit as somebody types it; what its way does not ask is left empty and not looked at. */
export type LimitDraft = {
  name: string
  level: string
  period: SchemeLimit['period']
  way: SchemeLimit['way']
  rules: readonly string[]
  floor: string
  cap: string
  free: string
  /** One figure after the other, 3、2、1. */
  steps: string
  per: string
  points: string
  by: NonNullable<SchemeLimit['by']>
  bands: readonly BandDraft[]
  counted: readonly string[]
}

export type LimitProblems = Partial<Record<keyof LimitDraft, string>>

export function blankLimit(level: number): LimitDraft {
  const texts = { name: '', floor: '', cap: '', free: '', steps: '', per: '', points: '' }
  return {
    ...texts,
    level: String(level),
    period: 'year',
    way: 'clamp',
    rules: [],
    by: 'count',
    bands: [],
    counted: [],
  }
}

export function limitDraftOf(limit: SchemeLimit): LimitDraft {
  const { name, period, way, rules, counted } = limit
  return {
    ...{ name, period, way, rules },
    level: String(limit.level),
    floor: printFigure(limit.floor),
    cap: printFigure(limit.cap),
    free: printTimes(limit.free),
    steps: (limit.steps ?? []).map(printFigure).join('、'),
    per: printFigure(limit.per),
    points: printFigure(limit.points),
    by: limit.by ?? 'count',
    bands: bandDraftsOf(limit.bands, countingOf({ way, by: limit.by ?? 'count' })),
    counted: counted ?? [],
  }
}

export function countingOf({ way, by }: Pick<LimitDraft, 'way' | 'by'>): 'times' | 'hundredths' {
  return way === 'bands' && by === 'count' ? 'times' : 'hundredths'
}

function readSteps(text: string): number[] | undefined {
  const steps = text
    .split(/[、,，;；\s]+/)
    .filter(Boolean)
    .map(parsePoints)
  return steps.length > 0 && !steps.includes(undefined) ? (steps as number[]) : undefined
}

/** What a way asks, read, or what of it cannot be read. */
type Parts = { parts: Partial<SchemeLimit> } | { problems: LimitProblems }

function partsOf(draft: LimitDraft): Parts {
  const { number } = messages.rule
  switch (draft.way) {
    case 'clamp':
      return clampOf(draft)
    case 'free': {
      const free = readTimes(draft.free)
      return free ? { parts: { free } } : { problems: { free: messages.limit.times } }
    }
    case 'steps': {
      const steps = readSteps(draft.steps)
      return steps ? { parts: { steps } } : { problems: { steps: messages.limit.stepsMissing } }
    }
    case 'whole': {
      const [per, points] = [parsePoints(draft.per), parsePoints(draft.points)]
      if (!per || per < 0) return { problems: { per: number } }
      return points === undefined ? { problems: { points: number } } : { parts: { per, points } }
    }
    case 'bands':
    case 'share':
      return bandedOf(draft)
  }
}

function clampOf({ cap: most, floor: least }: LimitDraft): Parts {
  const [cap, floor] = [readFigure(most), readFigure(least)]
  if (cap === undefined) return { problems: { cap: messages.rule.number } }
  if (floor === undefined) return { problems: { floor: messages.rule.number } }
  const isNothing = cap === null && floor === null
  return isNothing ? { problems: { cap: messages.limit.capMissing } } : { parts: { cap, floor } }
}

function bandedOf(draft: LimitDraft): Parts {
  const bands = writeBands(draft.bands, countingOf(draft))
  const counted = draft.counted.filter((code) => draft.rules.includes(code))
  const isShare = draft.way === 'share'
  if (isShare && counted.length === 0) return { problems: { counted: messages.limit.countedMissing } }
  if (!bands) return { problems: { bands: messages.bands.missing } }
  return { parts: isShare ? { bands, counted } : { bands, by: draft.by } }
}

export type LimitWritten = { limit: SchemeLimit } | { problems: LimitProblems }

/** What was typed as a limit, or what cannot be read yet. */
export function writeLimit(draft: LimitDraft): LimitWritten {
  const level = readTimes(draft.level)
  const asked = partsOf(draft)
  const problems: LimitProblems = {
    ...(draft.name.trim() === '' && { name: messages.rule.nameMissing }),
    ...(draft.rules.length === 0 && { rules: messages.limit.rulesMissing }),
    ...((level === undefined || level < 1 || level > 6) && { level: messages.limit.levelHint }),
    ...('problems' in asked && asked.problems),
  }
  if (Object.keys(problems).length > 0 || 'problems' in asked) return { problems }
  const { period, way, rules } = draft
  const head = { name: draft.name.trim(), level: level ?? 1, period, way, rules: [...rules] }
  return { limit: { ...plainLimit, floor: null, cap: null, ...asked.parts, ...head } }
}
