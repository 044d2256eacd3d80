import type { SchemeFlaw } from '../../../contract/schemes.ts'
import type { CallError } from '../../lib/call-error.ts'

/** A refusal of the whole version names its place as a flaw does, below `body` or, of a new scheme, `body.version`. */
export function flawOf(error: CallError | undefined): SchemeFlaw[] {
  if (!error?.field) return []
  return [{ at: error.field.replace(/^body\.(version\.)?/, ''), message: error.message }]
}

/** Is there a place on the page where the refusal is shown? Otherwise it is told above. */
export function isPlaced(error: CallError | undefined): boolean {
  return /^body\.(version\.)?(rules|limits|validFrom|cycle|startPoints|floor|ceiling)/.test(
    error?.field ?? '',
  )
}
