import { type RegisterKey, registerColumn } from '../../../../contract/register.ts'
import { findPersonalNumbers } from '../../../core/guard/find-personal-numbers.ts'
import { maskIdNumber, maskPhone } from '../../../core/personal-data/mask.ts'
import { formatValue } from './format-row.ts'

/** A value as its cell shows it to who may not see numbers: at least eight digits of an ID number are hidden. */
export function formatMasked(
  key: RegisterKey,
  value: string | number | boolean | undefined,
  today: string,
): string {
  const text = formatValue(key, value)
  const { kind } = registerColumn(key)
  if (kind === 'id-number') return maskIdNumber(text)
  if (kind === 'phone') return maskPhone(text)
  return kind === 'text' ? maskText(text, today) : text
}

/** Numbers that somebody wrote where none belongs: 住址 with a telephone behind it. */
export function maskText(text: string, today: string): string {
  if (!mayHoldNumber(text)) return text
  const found = findPersonalNumbers(text, { today })
  return found.reduceRight(
    (masked, { at, length, shown }) => masked.slice(0, at) + shown + masked.slice(at + length),
    text,
  )
}

/** The search for numbers in every guise is thorough; a text of few digits needs none. */
function mayHoldNumber(text: string): boolean {
  return (text.match(/[\p{N}〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖]/gu) ?? []).length >= 7
}
