import { type RegisterKey, registerColumns } from '../../../../contract/register.ts'

/**
 * A header as it is compared: full-width forms made plain, spaces, line breaks and stars gone, and what stands
 * in brackets too (必填, 元, YYYY-MM-DD, 1是0否), as well as a number before it.
 */
export function normaliseHeader(text: string): string {
  return plain(text)
    .replace(/[([{【〔<《][^)\]}】〕>》]*[)\]}】〕>》]/g, '')
    .replace(/^\d+[.、)]/, '')
    .replace(/[:：]$/, '')
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff*＊★☆※]/g, '')
    .toLowerCase()
}

/** What a header may mean, the surest first. `rank` 0 is the register's own header; a higher rank yields to a lower. */
export type HeaderMeaning<K extends string> = { key: K; rank: number }
export type HeaderMeanings<K extends string> = (text: string) => readonly HeaderMeaning<K>[]

/** The headers that a list knows, by its own names and their aliases. */
export function knowHeaders<K extends string>(
  columns: readonly { key: K; header: string; aliases: readonly string[] }[],
): HeaderMeanings<K> {
  const meanings = new Map<string, HeaderMeaning<K>[]>()
  for (const { key, header, aliases } of columns) {
    for (const [rank, name] of [header, ...aliases].entries()) {
      const known = meanings.get(normaliseHeader(name)) ?? []
      meanings.set(normaliseHeader(name), [...known, { key, rank }])
    }
  }
  return (text) => meanings.get(normaliseHeader(text)) ?? []
}

export const headerMeanings: HeaderMeanings<RegisterKey> = knowHeaders<RegisterKey>(registerColumns)

/** Columns that every list has and no register keeps. */
export function isRunningNumber(text: string): boolean {
  return /^(序号|编号|序|no\.?|行号)$/.test(normaliseHeader(text))
}
