import type { RegisterKey, RegisterValues } from '../../../../contract/register.ts'
import type { Sealer } from '../../../core/context/context.ts'
import type { DifferenceOf } from '../register/difference-rules.ts'

/** What is kept of a row: everything in it may name a person, so that it is one sealed whole. */
export type RowContent<V extends object = RegisterValues, K extends string = RegisterKey> = {
  values: V
  differences: DifferenceOf<K>[]
  /** The cells as they stood in the file; of a row that goes back. */
  cells?: string[]
}

/** Whatever register a row is for. */
export type AnyContent = RowContent<object, string>

/** A member's columns from before an import: null where there was nothing. */
export type Before = { values: Record<string, string | number | boolean | null>; stageOn: string | null }

type Place = { importId: string; line: number }

export function sealRow(sealer: Sealer, place: Place, content: AnyContent): Buffer {
  return sealer.seal(JSON.stringify(content), contextOf('row', place))
}

/** What a row of this import holds; the caller knows of which list it is. */
export function openRow(sealer: Sealer, place: Place, sealed: Buffer): AnyContent {
  return JSON.parse(sealer.open(sealed, contextOf('row', place)))
}

export function sealBefore(sealer: Sealer, place: Place, before: object): Buffer {
  return sealer.seal(JSON.stringify(before), contextOf('before', place))
}

export function openBefore(sealer: Sealer, place: Place, sealed: Buffer): unknown {
  return JSON.parse(sealer.open(sealed, contextOf('before', place)))
}

function contextOf(column: 'row' | 'before', { importId, line }: Place): string {
  return `import_rows.${column} ${importId} ${line}`
}
