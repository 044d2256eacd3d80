import type { SchemeFileProblem } from '../../../contract/scheme-files.ts'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { messages } from './messages.ts'

const words = messages.files

type Row = { key: string; problem: SchemeFileProblem }

const columns: Column<Row>[] = [
  { id: 'where', head: words.where, tight: true, cell: ({ problem }) => problem.place },
  { id: 'what', head: words.what, cell: ({ problem }) => problem.message },
]

/** Every place of a file that is wrong, with what to do about it. */
export function FileProblems({ problems }: { problems: readonly SchemeFileProblem[] }) {
  if (problems.length === 0) return null
  const rows = problems.map((problem, i) => ({ key: String(i), problem }))
  return (
    <Ledger
      caption={words.problems}
      columns={columns}
      parts={[{ id: 'problems', rows }]}
      keyOf={({ key }) => key}
    />
  )
}
