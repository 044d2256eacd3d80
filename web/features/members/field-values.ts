import {
  educationOptions,
  ethnicOptions,
  lostKindOptions,
  type Option,
  sexOptions,
  yesNoOptions,
} from './code-options.ts'
import { type Changes, type Field, type FieldKey, type FieldKind, fields, type Member } from './fields.ts'

export type Value = string | number | boolean | null

/** The choices of a kind that has them. */
export const optionsOf: Partial<Record<FieldKind, readonly Option[]>> = {
  sex: sexOptions,
  ethnic: ethnicOptions,
  education: educationOptions,
  'lost-kind': lostKindOptions,
  'yes-no': yesNoOptions,
}

function profileKey(key: FieldKey): string | undefined {
  return key.startsWith('profile.') ? key.slice('profile.'.length) : undefined
}

/** What the register says under a column; numbers masked, money in hundredths of a yuan. */
export function valueOf(member: Member, key: FieldKey): Value {
  const inProfile = profileKey(key)
  if (inProfile) return (member.profile as Record<string, Value>)[inProfile] ?? null
  return (member as unknown as Record<string, Value>)[key] ?? null
}

/** A value as a person types it. */
function typedOf(kind: FieldKind, value: Value): string {
  if (value === null || kind === 'number') return ''
  if (kind === 'yes-no') return value ? 'yes' : 'no'
  if (kind === 'money') return (Number(value) / 100).toFixed(2)
  return String(value)
}

/** A value as a person reads it; nothing where nothing is known. */
export function shownOf(kind: FieldKind, value: Value): string | undefined {
  if (value === null) return undefined
  if (kind === 'money') return `${typedOf(kind, value)} 元`
  if (kind === 'number') return String(value)
  const typed = typedOf(kind, value)
  return optionsOf[kind]?.find((option) => option.value === typed)?.label ?? typed
}

export type Typed = Record<FieldKey, string>

/** The form as it opens. A number stays empty: what is masked cannot be typed over, only replaced. */
export function typedFrom(member: Member): Typed {
  return Object.fromEntries(
    fields.map(({ key, kind }) => [key, typedOf(kind, valueOf(member, key))]),
  ) as Typed
}

export const nothingTyped = Object.fromEntries(fields.map(({ key }) => [key, ''])) as Typed

/** 12.5 or 12.50 in hundredths; what cannot be read goes as it is and comes back with a sentence. */
export function readMoney(typed: string): number | undefined {
  const [, yuan, fen = ''] = /^(\d{1,6})(?:[.．](\d{1,2}))?$/.exec(typed.trim()) ?? []
  return yuan === undefined ? undefined : Number(yuan) * 100 + Number(fen.padEnd(2, '0'))
}

function readTyped({ kind }: Field, typed: string): Value {
  const text = typed.trim()
  if (text === '') return null
  if (kind === 'money') return readMoney(text) ?? text
  if (kind === 'yes-no') return text === 'yes'
  return text
}

/** Columns as the contract wants them, those of the wider forms in their own place. */
export function gather(entries: readonly (readonly [FieldKey, Value])[]): Changes {
  const own: Record<string, Value> = {}
  const profile: Record<string, Value> = {}
  for (const [key, value] of entries) {
    const inProfile = profileKey(key)
    if (inProfile) profile[inProfile] = value
    else own[key] = value
  }
  // The contract's schema is the judge of each value; the server tells which it cannot read, at its field.
  return { ...own, ...(Object.keys(profile).length > 0 && { profile }) }
}

/** Only what differs from what stands. `typed` holds what somebody touched; `away`: numbers to be taken out. */
export function changesBetween(
  stands: Typed,
  typed: Partial<Typed>,
  away: ReadonlySet<FieldKey> = new Set(),
): (readonly [FieldKey, Value])[] {
  return fields.flatMap((field) => {
    if (away.has(field.key)) return [[field.key, null] as const]
    const text = typed[field.key]
    if (text === undefined || text.trim() === stands[field.key]) return []
    return [[field.key, readTyped(field, text)] as const]
  })
}

/** The column that a refusal is about: `body.changes.profile.degree` and `body.mobile` alike. */
export function fieldAtFault(path: string | undefined): string | undefined {
  return path?.replace(/^body\.(changes\.)?/, '')
}
