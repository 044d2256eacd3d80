import type { Mergeable } from '../../../contract/rounds.ts'

type Value = string | number | null
/**
 * A field was given a value, this version of the household came of it, and these know of it; of them, whose phones had no
 * room to remember that they do, also in a later history.
 */
type Write = { known: Set<string>; unsure: Set<string>; version: number; value: Value }

/** Somebody changed a field, having seen the household in version `seen`. */
export type Change = {
  id: string
  by: string
  householdId: string
  field: Mergeable
  value: Value
  seen: number
}

function isKnown(
  { version, known, unsure }: Write,
  { by, seen }: Pick<Change, 'by' | 'seen'>,
  wasAsked = false,
): boolean {
  return version <= seen || (known.has(by) && !(wasAsked && unsure.has(by)))
}

/**
 * What a person would say: a change holds, unless somebody else has meanwhile given the field another value that the one
 * who changes it had not seen. Whoever gave a field its value, or the same value once more, knows of it.
 */
export function createReference() {
  const last = new Map<string, Write>()
  return {
    /**
     * A field as it stands when a history begins, its household being in this version. One that an earlier history left so
     * keeps the version it was given then: a tab that still shows an older household has seen it all the same.
     */
    begin(householdId: string, field: Mergeable, value: Value, version: number): void {
      const at = `${householdId} ${field}`
      if (last.get(at)?.value !== value) last.set(at, { known: new Set(), unsure: new Set(), version, value })
    },

    /**
     * Changes come in the order in which the server took them; `version` is the household's after this one. `isFull`: the
     * phone may not remember what its own person writes; `wasAsked`: the server did ask.
     */
    take(
      { by, householdId, field, value, seen }: Change,
      version: number,
      { isFull, wasAsked }: { isFull: boolean; wasAsked: boolean },
    ): 'merged' | 'conflict' {
      const at = `${householdId} ${field}`
      const before = last.get(at)
      if (before?.value === value) {
        before.known.add(by)
        if (isFull) before.unsure.add(by)
        return 'merged'
      }
      if (before && !isKnown(before, { by, seen }, wasAsked)) return 'conflict'
      last.set(at, { known: new Set([by]), unsure: new Set(isFull ? [by] : []), version, value })
      return 'merged'
    },

    /** Another value than stands there, by somebody who knows what does: it is this change that holds. */
    wouldMake({ by, householdId, field, value, seen }: Omit<Change, 'id'>): boolean {
      const before = last.get(`${householdId} ${field}`)
      return before?.value !== value && (!before || isKnown(before, { by, seen }))
    },

    valueOf: (householdId: string, field: Mergeable): Value | undefined =>
      last.get(`${householdId} ${field}`)?.value,
  }
}
