import type { Import } from './import-types.ts'
import { messages } from './messages.ts'

const words = messages.columns

/** How the headers of the file were understood; what was not taken is said, so that nobody looks for it later. */
export function ColumnNotes({ columns }: { columns: Import['columns'] }) {
  const { known, unknown, repeated, relabelled } = columns
  if (known.length === 0) return null
  const renamed = known.filter(({ header, means }) => means !== null && means !== header)
  const left = unknown.length + repeated.length
  return (
    <details className="column-notes">
      <summary>{words.summary(known.length, left)}</summary>
      <ul>
        {unknown.length > 0 && <li>{words.unknown(unknown)}</li>}
        {repeated.map(({ header, means }) => (
          <li key={header}>{words.repeated(header, means ?? header)}</li>
        ))}
        {relabelled.map(({ header }) => (
          <li key={header}>{words.relabelled(header)}</li>
        ))}
        {renamed.map(({ header, means }) => (
          <li key={header}>{words.means(header, means ?? header)}</li>
        ))}
      </ul>
    </details>
  )
}
