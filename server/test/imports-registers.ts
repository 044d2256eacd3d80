import fc from 'fast-check'
import { checkCharacter } from '../../contract/id-number.ts'
import { type RegisterColumn, type RegisterValues, registerColumns } from '../../contract/register.ts'
import { type CodeEntry, type CodeTable, registerCodes } from '../../contract/register-codes.ts'

const HAN = '林秀兰𠮷㐂𡈽﨑龘一'
const day = (min: string, max: string) =>
  fc
    .date({ min: new Date(min), max: new Date(max), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))

const name = fc
  .array(fc.string({ unit: fc.constantFrom(...HAN), minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => parts.join('·'))

/** Any text at all, as it stands once it is one tidy line; what only looks like a failed formula left out. */
const anyText = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ unit: fc.constantFrom(...`${HAN}=+-@'"<>&_x0041_,;·`) }),
  )
  .map((text) =>
    new TextDecoder()
      .decode(new TextEncoder().encode(text))
      // oxlint-disable-next-line no-control-regex -- what the import takes away
      .replace(/[\u0000-\u001f\u007f\u200b-\u200f\u2060\ufeff\ufffe\uffff]/g, '')
      // Only then the blanks: two that such a character stood between are one.
      .replace(/[\s\u3000]+/g, ' ')
      .trim(),
  )
  .filter((text) => text !== '' && !/^#[A-Z/0-9]+[!?A]$/.test(text))

const idNumber = fc
  .tuple(
    fc.integer({ min: 110_000, max: 659_999 }),
    day('1930-01-01', '2006-01-01'),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([area, birth, order]) => {
    const digits = `${area}${birth.replaceAll('-', '')}${String(order).padStart(3, '0')}`
    return digits + checkCharacter(digits)
  })

function codeOf(table: CodeTable) {
  const entries: readonly CodeEntry[] = registerCodes[table]
  return fc.constantFrom(...entries.flatMap((entry) => entry.value ?? []))
}

function valueOf(column: RegisterColumn): fc.Arbitrary<string | number | boolean> {
  switch (column.kind) {
    case 'name':
      return name
    case 'text':
      return anyText
    case 'id-number':
      return idNumber
    case 'phone':
      return fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String)
    case 'date':
      return day('1950-01-01', '2020-12-31')
    case 'month':
      return day('1950-01-01', '2020-12-31').map((each) => each.slice(0, 7))
    case 'code':
      return codeOf(column.codes as CodeTable)
    case 'boolean':
      return fc.boolean()
    case 'money':
      return fc.integer({ min: 0, max: 999_999 })
    case 'integer':
      return fc.integer({ min: 0, max: 120 })
  }
}

/** One person as a register may have them: every column there or not, names and texts of any kind. */
export const registerRow = fc
  .record(Object.fromEntries(registerColumns.map((column) => [column.key, valueOf(column)])), {
    requiredKeys: ['name', 'idNumber'],
  })
  .map((values) => values as RegisterValues)
  .filter(({ joinedOn, fullOn }) => !joinedOn || !fullOn || joinedOn <= fullOn)
