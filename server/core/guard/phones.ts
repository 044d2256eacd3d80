import { type Candidate, isAmount, isDay, isLabelled, isYear, type Surroundings } from './evidence.ts'
import {
  alignedStretches,
  type Fits,
  figuresBeside,
  fillsItsBoxes,
  type Row,
  type Stretch,
} from './stretches.ts'

const mobile = /^1[3-9]\d{9}$/
/** +86, 0086 or the 0 of old trunk calls, written in one with the number. */
const prefixedMobile = /^(0|86|0086)1[3-9]\d{9}$/
/** A landline without its area code. */
const local = /^[2-8]\d{6,7}$/

function isMobileValue(value: string): boolean {
  return mobile.test(value)
}

/** An age or a row's number stuck to a number: 电话5613800005678. */
function holdsMobile(value: string): boolean {
  return mobile.test(value.slice(-11)) || mobile.test(value.slice(0, 11))
}

/** How people group the 11 digits of a mobile number: nearly always the first way. */
const usualGroups = '3,4,4'
const groupsInCells = new Set([usualGroups, '3,8', '7,4', '4,7'])
const groupsInLine = new Set([...groupsInCells, '3,3,5', '4,4,3', '4,3,4', '5,6', '6,5', '3,5,3', '1,3,3,4'])

/** Area codes of China's landlines, with the 7 or 8 digits after them. */
const landline = new RegExp(
  '^0(?:10|2[0-57-9]|3(?:1\\d|35|[4-7]\\d|9[1-8])|4(?:1\\d|2[179]|[3-5]\\d|6[4789]|7\\d|8[23])|5(?:[1-7]\\d|80|9\\d)|' +
    '6(?:31|[69]\\d)|7(?:[0-4]\\d|5[0-8]|6[0368]|[79]\\d)|8(?:1[23678]|2[5-7]|[3578]\\d|9[1-8])|' +
    '9(?:[013]\\d|4[13]|5[1-5]|[79]\\d))[2-8]\\d{6,7}$',
)
const localGroups = new Set(['7', '8', '4,4', '3,4'])

/**
 * Mobile numbers, whole or split, and landlines. Short numbers of a town's exchange and service numbers (668001, 12345,
 * 95588, 400 numbers) are public and no finding.
 */
export function findPhones(row: Row, around: Surroundings): Candidate[] {
  const find = (lengths: readonly number[], fits: Fits, holds: (stretch: Stretch) => boolean) =>
    lengths.flatMap((length) => alignedStretches(row, length, fits)).filter(holds)
  const found = [
    ...find([11], isMobileValue, (stretch) => isMobile(stretch, around)),
    ...find([12, 13, 15], (value) => prefixedMobile.test(value), isInOne),
    ...find([10, 11, 12], (value) => landline.test(value), isLandline),
    ...find(
      [7, 8],
      (value) => local.test(value) && !isDay(value),
      (stretch) => isLocal(stretch, around),
    ),
    ...find(
      [12, 13, 14],
      holdsMobile,
      (stretch) => isInOne(stretch) && isLabelled('phone', stretch.at, around),
    ),
  ]
  return found.map((stretch) => ({ kind: 'phone', stretch }))
}

function isMobile(stretch: Stretch, around: Surroundings): boolean {
  const { groups, gaps } = stretch
  if (gaps.length === 0) return !isAmount(stretch, around)
  if (isLabelled('phone', stretch.at, around)) return true
  return !gaps.includes('list') && (fillsItsBoxes(stretch) || isSplit(stretch, groups.join(',')))
}

/**
 * A number cut in parts, not figures that happen to add up to eleven digits: a part with a leading zero is no figure;
 * and in a row of figures stand more of them.
 */
function isSplit(stretch: Stretch, groups: string): boolean {
  const { gaps } = stretch
  const parts = partsOf(stretch)
  if (parts.some(isDay)) return false
  const hard = gaps.filter((gap) => gap !== 'soft')
  // At the end of a line a number may break anywhere.
  if (hard.length === 1 && hard[0] === 'line' && parts.length === 2) return figuresBeside(stretch) === 0
  if (!(hard.length > 0 ? groupsInCells : groupsInLine).has(groups)) return false
  if (parts.some((part) => part.length >= 3 && part.startsWith('0'))) return true
  if (hard.length > 0) return figuresBeside(stretch) === 0 && parts.filter(isYear).length < 2
  return figuresBeside(stretch) <= (groups === usualGroups ? 1 : 0) || standsAmongPhones(stretch)
}

/** 138 0000 5678 139 0000 1234: what stands beside it are numbers of the same kind. */
function standsAmongPhones({ before, after }: Stretch): boolean {
  const next = [before.slice(0, 3).reverse(), after.slice(0, 3)]
  return next.some((three) => {
    const digits = three.map((group) => group.value)
    return digits.map((part) => part.length).join(',') === usualGroups && mobile.test(digits.join(''))
  })
}

function partsOf({ value, groups }: Stretch): string[] {
  let at = 0
  return groups.map((group) => {
    at += group
    return value.slice(at - group, at)
  })
}

function isInOne({ gaps }: Stretch): boolean {
  return gaps.length === 0
}

/** With its area code, in one or parted after it. */
function isLandline({ value, groups, gaps }: Stretch): boolean {
  const areaLength = /^0(10|2)/.test(value) ? 3 : 4
  const [head, ...rest] = groups
  const isParted = head === areaLength && localGroups.has(rest.join(','))
  return (groups.length === 1 || isParted) && gaps.every((gap) => gap === 'soft')
}

/** Without its area code only a label tells it from a day or a sum. */
function isLocal(stretch: Stretch, around: Surroundings): boolean {
  const { groups, gaps } = stretch
  if (!localGroups.has(groups.join(','))) return false
  return gaps.every((gap) => gap === 'soft') && isLabelled('phone', stretch.at, around)
}
