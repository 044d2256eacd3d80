import type { Band } from '../../../contract/scheme-version.ts'
import { formatPoints, parsePoints } from '../../lib/format-points.ts'

/** A band as somebody types it; no end is 以上. */
export type BandDraft = { from: string; to: string; points: string }

/** Times are counted in whole numbers; everything else has its hundredths. */
export type Counting = 'times' | 'hundredths'

/** As a person would type it, so that it can be read again; nothing for what is not set. */
export function printFigure(figure: number | null): string {
  return figure === null ? '' : formatPoints(figure).replace('\u2212', '-').replace(/,/g, '')
}

/** `null` for what is not set; nothing when it cannot be read. */
export function readFigure(text: string): number | null | undefined {
  return text.trim() === '' ? null : parsePoints(text)
}

export function printTimes(times: number | null): string {
  return times === null ? '' : String(times)
}

export function readTimes(text: string): number | undefined {
  const plain = text.trim().normalize('NFKC')
  return /^\d{1,6}$/.test(plain) ? Number(plain) : undefined
}

export const blankBand: BandDraft = { from: '', to: '', points: '' }

export function bandDraftsOf(bands: readonly Band[] | null, counting: Counting): BandDraft[] {
  const print = counting === 'times' ? printTimes : printFigure
  return (bands ?? []).map(({ from, to, points }) => ({
    from: print(from),
    to: print(to),
    points: printFigure(points),
  }))
}

/** The bands, or nothing when one of them cannot be read. */
export function writeBands(drafts: readonly BandDraft[], counting: Counting): Band[] | undefined {
  const read = counting === 'times' ? readTimes : parsePoints
  const bands = drafts.map(({ from, to, points }) => ({
    from: read(from),
    to: to.trim() === '' ? null : read(to),
    points: parsePoints(points),
  }))
  const isWhole = bands.every(
    (band) => band.from !== undefined && band.from >= 0 && band.to !== undefined && band.points !== undefined,
  )
  return isWhole && bands.length > 0 ? (bands as Band[]) : undefined
}
