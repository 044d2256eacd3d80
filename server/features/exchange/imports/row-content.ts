import type { RegisterValues } from '../../../../contract/register.ts'
import type { Sealer } from '../../../core/context/context.ts'
import type { Difference } from '../register/difference-rules.ts'

/** What is kept of a row: everything in it may name a person, so that it is one sealed whole. */
export type RowContent = {
  values: RegisterValues
  differences: Difference[]
  /** The cells as they stood in the file; of a row that goes back. */
  cells?: string[]
}

/** A member's columns from before an import: null where there was nothing. */
export type Before = { values: Record<string, string | number | boolean | null>; stageOn: string | null }

type Place = { importId: string; line: number }

export function sealRow(sealer: Sealer, place: Place, content: RowContent): Buffer {
  return sealer.seal(JSON.stringify(content), contextOf('row', place))
}

export function openRow(sealer: Sealer, place: Place, sealed: Buffer): RowContent {
  return JSON.parse(sealer.open(sealed, contextOf('row', place))) as RowContent
}

export function sealBefore(sealer: Sealer, place: Place, before: Before): Buffer {
  return sealer.seal(JSON.stringify(before), contextOf('before', place))
}

export function openBefore(sealer: Sealer, place: Place, sealed: Buffer): Before {
  return JSON.parse(sealer.open(sealed, contextOf('before', place))) as Before
}

function contextOf(column: 'row' | 'before', { importId, line }: Place): string {
  return `import_rows.${column} ${importId} ${line}`
}
