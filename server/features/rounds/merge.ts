/** A household's fields as they stand: what each says, and the version at which each changed last (none: never). */
export type Register<F extends string, V> = {
  version: number
  values: Readonly<Record<F, V>>
  fieldVersions: Readonly<Partial<Record<F, number>>>
}

/** What was changed without a line, on the ground of one version. */
export type Brought<F extends string, V> = { base: number; changes: Readonly<Partial<Record<F, V>>> }

export type Merged<F extends string> = {
  /** To be written: nobody else has touched these since the base. */
  take: F[]
  /** Already as brought: there is nothing to write. */
  agrees: F[]
  /** Touched by somebody since the base, and other than brought: a person decides. */
  conflicts: F[]
}

/**
 * How the register takes what somebody brings along. Each field is judged for itself, and never by who comes last: what is
 * as brought already agrees; what nobody touched since the base is taken; the rest are two sides of one question.
 */
export function mergeFields<F extends string, V>(
  { values, fieldVersions }: Register<F, V>,
  { base, changes }: Brought<F, V>,
): Merged<F> {
  const merged: Merged<F> = { take: [], agrees: [], conflicts: [] }
  for (const field of Object.keys(changes) as F[]) {
    if (values[field] === changes[field]) merged.agrees.push(field)
    else if ((fieldVersions[field] ?? 1) > base) merged.conflicts.push(field)
    else merged.take.push(field)
  }
  return merged
}

/** The register after what was taken; one version for all of it, none where nothing was. */
export function applyMerge<F extends string, V>(
  register: Register<F, V>,
  { changes }: Brought<F, V>,
  { take }: Merged<F>,
): Register<F, V> {
  if (take.length === 0) return register
  const version = register.version + 1
  const values: Record<F, V> = { ...register.values }
  const fieldVersions: Partial<Record<F, number>> = { ...register.fieldVersions }
  for (const field of take) {
    values[field] = changes[field] as V
    fieldVersions[field] = version
  }
  return { version, values, fieldVersions }
}
