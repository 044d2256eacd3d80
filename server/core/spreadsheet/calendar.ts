const MS_PER_DAY = 86_400_000
/** 29 February 1900, which the 1900 date system counts although it never was. */
const LOTUS_DAY = 60

/** 9999-12-31, the last day that a spreadsheet program knows. */
export const lastSerial = 2_958_465

/**
 * The day of a serial number in the 1900 date system; undefined for what the calendar of a spreadsheet program lacks.
 * From day 60 on it counts from 1899-12-30.
 */
export function serialToDay(serial: number): string | undefined {
  const whole = Math.floor(serial)
  // Said this way round NaN is no day either.
  if (!(whole >= 1 && whole <= lastSerial) || whole === LOTUS_DAY) return undefined
  const days = whole < LOTUS_DAY ? whole + 1 : whole
  return new Date(Date.UTC(1899, 11, 30) + days * MS_PER_DAY).toISOString().slice(0, 10)
}
