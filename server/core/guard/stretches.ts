import type { Digit, Gap, Run } from './digit-runs.ts'

/** Digits of a run that may be one number, and how they stand in it. */
export type Stretch = {
  digits: readonly Digit[]
  /** Where it stands in the text, end excluded. */
  at: number
  end: number
  value: string
  /** Lengths of the groups that gaps part it into: 138 0000 5678 → [3, 4, 4]. */
  groups: readonly number[]
  /** The gaps inside, one fewer than groups. */
  gaps: readonly Gap[]
  /** Cut out of a longer group. */
  isCut: boolean
  /** The groups of the run before it, the nearest first, and after it. */
  before: readonly Group[]
  after: readonly Group[]
}

/** `gap` parts a group from what stands before it in the run. */
export type Group = { digits: readonly Digit[]; value: string; gap: Gap }

/**
 * Whether digits may be the number that is looked for, by what they are and where in the text they begin. Asked before
 * anything is built, since nearly all of them may not.
 */
export type Fits = (value: string, at: number) => boolean

/** How many groups to each side are looked at to tell a number from a row of figures. */
const neighbours = 12

/** A run, parted into its groups. */
export type Row = {
  groups: readonly Group[]
  /** All its digits. */
  value: string
  /** Which group begins after so many digits; the end of the row counts as the beginning of one more. */
  groupAfter: ReadonlyMap<number, number>
}

export function rowOf(run: Run): Row {
  const groups: { digits: Digit[]; value: string; gap: Gap }[] = []
  const groupAfter = new Map<number, number>()
  run.forEach((digit, i) => {
    const last = groups.at(-1)
    if (last && digit.gap === 'none') {
      last.digits.push(digit)
      last.value += digit.value
    } else {
      groupAfter.set(i, groups.length)
      groups.push({ digits: [digit], value: digit.value, gap: digit.gap })
    }
  })
  groupAfter.set(run.length, groups.length)
  return { groups, value: run.map((digit) => digit.value).join(''), groupAfter }
}

/** Every stretch of `length` digits that fits, begins where a group begins and ends where one ends. */
export function alignedStretches(row: Row, length: number, fits: Fits): Stretch[] {
  const found: Stretch[] = []
  for (const [start, first] of row.groupAfter) {
    const end = row.groupAfter.get(start + length)
    const at = row.groups[first]?.digits[0]?.at
    if (end === undefined || at === undefined || !fits(row.value.slice(start, start + length), at)) continue
    found.push(stretchOf(row.groups, first, end))
  }
  return [...found, ...afterChineseName(row.groups, length, fits)]
}

function stretchOf(groups: readonly Group[], first: number, end: number, isCut = false): Stretch {
  const inside = groups.slice(first, end)
  const digits = inside.flatMap((group) => group.digits)
  return {
    digits,
    at: digits[0]?.at ?? 0,
    end: digits.at(-1)?.end ?? 0,
    value: inside.map((group) => group.value).join(''),
    groups: inside.map((group) => group.digits.length),
    gaps: inside.slice(1).map((group) => group.gap),
    isCut,
    before: groups.slice(Math.max(0, first - neighbours), first).reverse(),
    after: groups.slice(end, end + neighbours),
  }
}

/** 李三一三八〇〇〇〇五六七八: in Chinese digits a name or an ordinal runs into the number; its end counts too. */
function afterChineseName(groups: readonly Group[], length: number, fits: Fits): Stretch[] {
  return groups.flatMap((group) => {
    const extra = group.digits.length - length
    const isFound =
      extra >= 1 &&
      extra <= 2 &&
      group.digits[0]?.isChinese &&
      fits(group.value.slice(extra), group.digits[extra]?.at ?? 0)
    return isFound ? [cut(group, extra, length)] : []
  })
}

/** Every stretch of `length` digits that fits inside a longer group: a number with another stuck to it. */
export function embeddedStretches({ groups }: Row, length: number, fits: Fits): Stretch[] {
  const found: Stretch[] = []
  for (const group of groups)
    for (let at = 0; group.value.length > length && at + length <= group.value.length; at++)
      if (fits(group.value.slice(at, at + length), group.digits[at]?.at ?? 0))
        found.push(cut(group, at, length))
  return found
}

function cut({ digits, value, gap }: Group, at: number, length: number): Stretch {
  const part = { digits: digits.slice(at, at + length), value: value.slice(at, at + length), gap }
  return stretchOf([part], 0, 1, true)
}

/** A box for each digit, and no further box beside them: more in a row are a row of figures. */
export function fillsItsBoxes({ digits, groups, before, after }: Stretch): boolean {
  const [first, second] = digits
  if (!first || !second || groups.some((group) => group !== 1)) return false
  const isAlike = (digit: Digit | undefined, between: string | undefined) =>
    between === second.between && digit?.isChinese === first.isChinese
  if (!digits.slice(1).every((digit) => isAlike(digit, digit.between))) return false
  const goesOn = (next: Group | undefined, between: string | undefined) =>
    next?.digits.length === 1 && isAlike(next.digits[0], between)
  return !goesOn(after[0], after[0]?.digits[0]?.between) && !goesOn(before[0], first.between)
}

/** Groups beside a stretch that read as figures of their own: two to seven digits without a leading zero. */
export function figuresBeside({ before, after }: Stretch): number {
  return countFigures(before) + countFigures(after)
}

function countFigures(groups: readonly Group[]): number {
  const end = groups.findIndex((group) => !isFigure(group.digits))
  return end === -1 ? groups.length : end
}

function isFigure(digits: readonly Digit[]): boolean {
  return digits.length >= 2 && digits.length <= 7 && digits[0]?.value !== '0'
}
