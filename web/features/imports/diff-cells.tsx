import type { Line } from './import-types.ts'
import { messages } from './messages.ts'

const words = messages.table
type Note = Line['notes'][number]

/** Rows of the table that one row of the file takes: one for each difference, or each reason to refuse it. */
export function heightOf(line: Line): number {
  if (line.verdict === 'change') return Math.max(1, line.differences.length)
  return Math.max(1, refusalsOf(line).length)
}

function refusalsOf({ verdict, notes }: Line): Note[] {
  return verdict === 'refuse' || verdict === 'duplicate' ? notes.filter((note) => note.refuses) : []
}

/** What should be looked at, though it refuses nothing. A note on a shown column need not name it again. */
function remarks(line: Line, column: string | null): string {
  const notes = line.notes.filter((note) => !note.refuses)
  return notes.map((note) => words.note(note.column === column ? null : note.column, note.sentence)).join('')
}

function after(line: Line, key: string): string | null {
  return line.differences.find((difference) => difference.key === key)?.after ?? null
}

function Addition({ line }: { line: Line }) {
  const joined = after(line, 'joinedOn')
  const people = after(line, 'headCount')
  const gist = [line.branchName, after(line, 'category'), people && messages.households.people(people)]
    .filter(Boolean)
    .join('，')
  return (
    <>
      <td>{words.whole}</td>
      <td className="was">{words.nothing}</td>
      <td className="now">
        {gist}
        <details className="whole">
          <summary>{words.all}</summary>
          <dl>
            {line.differences.map((difference) => (
              <div key={difference.key}>
                <dt>{difference.label}</dt>
                <dd>{difference.after}</dd>
              </div>
            ))}
          </dl>
        </details>
      </td>
      <td>
        {joined && words.joined(joined)}
        {remarks(line, null)}
      </td>
    </>
  )
}

function Change({ line, at, height }: { line: Line; at: number; height: number }) {
  const difference = line.differences[at]
  return (
    <>
      <td>{difference?.label}</td>
      <td className="was">{difference ? (difference.now ?? words.nothing) : ''}</td>
      <td className="now">{difference ? (difference.after ?? words.nothing) : ''}</td>
      {at === 0 && (
        <td rowSpan={height}>{remarks(line, height === 1 ? (difference?.label ?? null) : null)}</td>
      )}
    </>
  )
}

function Refusal({ note }: { note: Note | undefined }) {
  return (
    <>
      <td>{note?.column ?? words.whole}</td>
      <td colSpan={3} className="why">
        {note?.sentence}
      </td>
    </>
  )
}

function Elsewhere({ line }: { line: Line }) {
  return (
    <>
      <td>{words.whole}</td>
      <td colSpan={3}>
        {line.proposal && <b>{words.proposals[line.proposal]}。</b>}
        {line.notes.map((note) => note.sentence).join('')}
      </td>
    </>
  )
}

/** Which column, now, afterwards and why: the right half of one row of the table. */
export function DiffCells({ line, at, height }: { line: Line; at: number; height: number }) {
  switch (line.verdict) {
    case 'add':
      return <Addition line={line} />
    case 'change':
      return <Change line={line} at={at} height={height} />
    case 'refuse':
    case 'duplicate':
      return <Refusal note={refusalsOf(line)[at]} />
    case 'elsewhere':
      return <Elsewhere line={line} />
    case 'same':
      return (
        <>
          <td>{words.whole}</td>
          <td colSpan={2}>{words.same}</td>
          <td>{remarks(line, null)}</td>
        </>
      )
  }
}
