import { CompiledQuery, type RawBuilder } from 'kysely'
import type { Db } from './transaction.ts'

/** Stands for a value in a text that is put together before the value is known. */
class Slot {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** `slot('county')` in a template stands where the value will. It has the value's type, and is good for nothing else. */
export type SlotOf<V> = <K extends keyof V & string>(name: K) => V[K]

export type Template<V, R> = (db: Db, values: V) => Promise<R[]>

/**
 * A statement whose text is put together once: for the few that are long, are sent all the time and differ in nothing
 * but their values. Values may stand in it as often as they are needed, and are sent once.
 */
export function createTemplate<V extends Record<string, unknown>, R>(
  build: (slot: SlotOf<V>) => RawBuilder<unknown>,
): Template<V, R> {
  let compiled: CompiledQuery | null = null
  return async (db, values) => {
    compiled ??= build((name) => new Slot(name) as never).compile(db)
    const parameters = compiled.parameters.map((one) => (one instanceof Slot ? values[one.name] : one))
    const { rows } = await db.executeQuery<R>(CompiledQuery.raw(compiled.sql, parameters))
    return rows
  }
}
