/**
 * From when on somebody is shown that a look may be worth it: the product's own choices, no rule of any level, set so
 * that an ordinary month of an ordinary branch (30 to 70 members) shows nothing.
 */
export const limits = {
  /** A meeting's roll is one record, so that twenty by hand in half an hour is one and a half minutes for each. */
  manyAtOnce: { records: 20, minutes: 30 },
  /** Twice the same happens; three times with five people and more is rare. A committee of three is left out. */
  sameRolls: { activities: 3, people: 5 },
  /** Of counted things one in ten is a round ten; ten of ten by chance does not happen. */
  roundNumbers: { records: 10, percent: 90 },
  /** A month's list is published soon after it: what comes later than a month was not there when people looked. */
  longAfter: { days: 30 },
  /** Half a year: long enough for three monthly meetings, short enough that people remember why. */
  lookBackDays: 184,
  /** Of each kind, the newest; and so many records of one signal. */
  most: 200,
  mostRecords: 40,
  /** On these first days of a month the secretary finds a line for what was recorded in the month before. */
  dueDays: 5,
} as const
