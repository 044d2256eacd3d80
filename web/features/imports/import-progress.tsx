import type { Import } from './import-types.ts'
import { messages } from './messages.ts'

const words = messages.progress

/** How far the work is. It goes on without this page; whoever comes back finds it here. */
export function ImportProgress({ found }: { found: Import }) {
  const { state, rowsDone, rowsTotal } = found
  const title = state === 'applying' ? words.applying : state === 'undoing' ? words.undoing : words.reading
  return (
    <section className="progress" aria-live="polite">
      <p className="progress-what">{title}</p>
      {rowsTotal === null ? (
        <progress aria-label={title} />
      ) : (
        <progress aria-label={title} max={Math.max(rowsTotal, 1)} value={rowsDone} />
      )}
      <p>{rowsTotal === null ? words.opening : words.rows(rowsDone, rowsTotal)}</p>
      <p className="note">{found.abilities.recheck ? words.stuck : words.leave}</p>
    </section>
  )
}
