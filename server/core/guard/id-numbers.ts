import {
  birthDayOf,
  checkDigitOf,
  looksLikeIdNumber,
  looksLikeOldIdNumber,
} from '../personal-data/id-number.ts'
import { type Candidate, isLabelled, isNumberOfThing, type Surroundings } from './evidence.ts'
import { alignedStretches, embeddedStretches, fillsItsBoxes, type Row, type Stretch } from './stretches.ts'

/** Numbers that offices give (region, day, serial) look like an ID number of a child; ten years back they are rare. */
const yearsOfSerials = 10

/** ID numbers in a run, whole or split. A wrong check digit is a leak too where region and birthday are real. */
export function findIdNumbers(row: Row, around: Surroundings): Candidate[] {
  const looksRight = (value: string) => looksLikeIdNumber(value, around.today)
  const whole = alignedStretches(row, 18, looksRight).filter((stretch) => isIdNumber(stretch, around))
  // Inside a longer number only the check digit can tell.
  const embedded = embeddedStretches(row, 18, (value) => looksRight(value) && hasRightCheckDigit(value))
  const looksOld = (value: string) => looksLikeOldIdNumber(value, around.today)
  const old = alignedStretches(row, 15, looksOld).filter((stretch) => isOldIdNumber(stretch, around))
  return [...whole, ...embedded, ...old].map((stretch) => ({ kind: 'id-number', stretch }))
}

function hasRightCheckDigit(value: string): boolean {
  return checkDigitOf(value) === value[17]
}

function isIdNumber(stretch: Stretch, around: Surroundings): boolean {
  const { value } = stretch
  if (isLabelled('id-number', stretch.at, around)) return true
  const isRecent = Number(birthDayOf(value).slice(0, 4)) > Number(around.today.slice(0, 4)) - yearsOfSerials
  const isOfThing = isNumberOfThing(stretch.at, around)
  if (hasRightCheckDigit(value)) return !(isRecent && isOfThing)
  return !isRecent && !isOfThing && isSplitByHand(stretch)
}

/**
 * Without a right check digit, neighbouring figures of a table must not add up to an ID number: at most one line end or
 * cell border, or cuts where its parts meet (region, year, month, day, serial), or a box for each digit.
 */
function isSplitByHand(stretch: Stretch): boolean {
  const { groups, gaps } = stretch
  if (groups.length > 1 && groups.every((group) => group === 1)) return fillsItsBoxes(stretch)
  return gaps.filter((gap) => gap !== 'soft').length <= 1 || cutsOf(groups).every((cut) => partsMeet.has(cut))
}

const partsMeet = new Set([6, 10, 12, 14, 17])

function cutsOf(groups: readonly number[]): number[] {
  let sum = 0
  return groups.slice(0, -1).map((group) => {
    sum += group
    return sum
  })
}

/** 15 digits have no check digit: unsplit, and not named as the number of a thing (old business licences have 15). */
function isOldIdNumber(stretch: Stretch, around: Surroundings): boolean {
  if (stretch.isCut) return false
  if (isLabelled('id-number', stretch.at, around)) return true
  return stretch.gaps.length === 0 && !isNumberOfThing(stretch.at, around)
}
