import { passesLuhn } from '../personal-data/bank-card.ts'
import { type Candidate, isLabelled, isNumberOfThing, type Surroundings } from './evidence.ts'
import {
  alignedStretches,
  type Fits,
  figuresBeside,
  fillsItsBoxes,
  type Row,
  type Stretch,
} from './stretches.ts'

/** What cards that people of this country carry begin with; 20… (a year) and 33… (a region) are numbers of things. */
const issuers = /^(62|60|6[89]|4|5[1-5]|3[5-7]|9558)/

const accountLengths = Array.from({ length: 11 }, (_, i) => 12 + i)

function isAllDigits(value: string): boolean {
  return /^\d+$/.test(value)
}

function isCardValue(value: string): boolean {
  return issuers.test(value) && isAllDigits(value) && passesLuhn(value)
}

/** Card and account numbers in a run, whole or split. */
export function findBankCards(row: Row, around: Surroundings): Candidate[] {
  const find = (lengths: readonly number[], fits: Fits) =>
    lengths.flatMap((length) => alignedStretches(row, length, fits))
  const cards = find([16, 17, 18, 19], isCardValue).filter((stretch) => isCard(stretch, around))
  const isLabelledValue: Fits = (value, at) => isAllDigits(value) && isLabelled('bank-card', at, around)
  const accounts = find(accountLengths, isLabelledValue).filter(isAccount)
  return [...cards, ...accounts].map((stretch) => ({ kind: 'bank-card', stretch }))
}

function isCard(stretch: Stretch, around: Surroundings): boolean {
  const { value, groups, gaps } = stretch
  const isUnionPay = value.startsWith('62')
  // 17 and 18 digits are rare for cards and common for codes.
  const isDoubtful = value.length === 17 || value.length === 18 || isNumberOfThing(stretch.at, around)
  if (isDoubtful && !isUnionPay) return false
  if (gaps.length === 0 || fillsItsBoxes(stretch)) return true
  if (gaps.includes('list')) return false
  const hard = gaps.filter((gap) => gap !== 'soft')
  if (hard.length === 1 && groups.length === 2) return isUnionPay
  if (hard.length === 0 && isUnionPay && groups.every((group) => group >= 3)) return true
  return isInFours(groups) && figuresBeside(stretch) === 0 && (hard.length === 0 || isUnionPay)
}

/** After 卡号 or 账号 also what is no card: passbooks have no check digit, and a typing slip discloses nearly as much. */
function isAccount({ value, groups, gaps }: Stretch): boolean {
  return gaps.length === 0 || (value.length >= 15 && !gaps.includes('list') && isInFours(groups))
}

function isInFours(groups: readonly number[]): boolean {
  return groups.slice(0, -1).every((group) => group === 4) && (groups.at(-1) ?? 0) <= 4
}
