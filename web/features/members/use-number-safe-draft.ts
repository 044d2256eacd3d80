import { useMemo, useState } from 'react'
import { useDraft } from '../../lib/use-draft.ts'
import type { Typed } from './field-values.ts'
import { type FieldKey, fields } from './fields.ts'

const numbers: readonly FieldKey[] = fields
  .filter((field) => field.kind === 'number')
  .map((field) => field.key)

/**
 * What was touched in a form, kept on the device as it is typed, but for the ID and telephone numbers: those are sealed wherever
 * the system keeps them, and a browser's storage is open to whoever sits down at the machine.
 */
export function useNumberSafeDraft<T extends { fields: Partial<Typed> }>(
  key: string,
  initial: T,
  base?: string | number,
) {
  const draft = useDraft<T>(key, initial, base)
  const [secret, setSecret] = useState<Partial<Typed>>({})
  const value = useMemo<T>(
    () => ({ ...draft.value, fields: { ...draft.value.fields, ...secret } }),
    [draft.value, secret],
  )
  const setField = (field: FieldKey, typed: string) => {
    if (numbers.includes(field)) setSecret((now) => ({ ...now, [field]: typed }))
    else draft.set((now) => ({ ...now, fields: { ...now.fields, [field]: typed } }))
  }
  const set = (change: Partial<Omit<T, 'fields'>>) => draft.set((now) => ({ ...now, ...change }))
  const restart = () => {
    setSecret({})
    draft.restart()
  }
  return { ...draft, value, setField, change: set, restart }
}
