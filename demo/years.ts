import { dayOf } from './days.ts'
import type { YearWish } from './village-records.ts'

const allMonths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/** Document 001: 1,318 points in the first year of the booklets … */
export const yearOf2013: YearWish = {
  year: 2013,
  assemblies: [
    { month: 3, date: 10, title: '积分考核一本通动员会' },
    { month: 12, date: 21, title: '全村党员年终大会' },
  ],
  committeeMonths: [6, 11],
  branchMonths: [3, 6, 10],
  sanitationMonths: [5, 9],
  mediations: 20,
  cleanUps: 2,
  honours: 2,
  mistakes: 1,
  target: 1_318_00,
  writers: [],
  lastDay: '2013-12-31',
}

/** … and 3,182 in the second. */
export const yearOf2014: YearWish = {
  year: 2014,
  assemblies: [
    { month: 1, date: 18, title: '全村党员大会：一年安排' },
    { month: 4, date: 19, title: '全村党员大会：村规民约' },
    { month: 7, date: 1, title: '七一全村党员大会' },
    { month: 12, date: 20, title: '全村党员年终大会' },
  ],
  committeeMonths: [2, 4, 6, 8, 10, 12],
  branchMonths: [1, 3, 4, 6, 8, 10, 12],
  sanitationMonths: [3, 5, 8, 10],
  mediations: 40,
  cleanUps: 4,
  honours: 5,
  mistakes: 3,
  target: 3_182_00,
  writers: [],
  lastDay: '2014-12-31',
}

/** Of 2015 document 000 tells: the village calls everybody once a month (theme-days.ts), the branches a little less. */
export const yearOf2015: YearWish = {
  year: 2015,
  assemblies: [],
  committeeMonths: [],
  branchMonths: [3, 9],
  sanitationMonths: [5],
  mediations: 12,
  cleanUps: 1,
  honours: 2,
  mistakes: 0,
  target: null,
  writers: [],
  lastDay: '2015-12-31',
}

/** A year as it is today, so far as it has gone. */
export function yearSince(year: number, lastDay: string, writers: readonly string[]): YearWish {
  const end = dayOf(year, 12, 31)
  return {
    year,
    assemblies: [
      { month: 3, date: 10, title: '村党委大会' },
      { month: 6, date: 30, title: '七一村党委大会' },
      { month: 8, date: 27, title: '村党委大会' },
      { month: 12, date: 19, title: '村党委年终大会' },
    ],
    committeeMonths: allMonths,
    branchMonths: allMonths,
    sanitationMonths: [2, 4, 6, 9, 11],
    mediations: 30,
    cleanUps: 2,
    honours: 5,
    mistakes: 3,
    target: null,
    writers,
    lastDay: lastDay < end ? lastDay : end,
  }
}
