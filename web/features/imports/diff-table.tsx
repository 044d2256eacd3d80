import type { ReactNode } from 'react'
import { StampWord } from '../../ui/stamp.tsx'
import { DiffCells, heightOf } from './diff-cells.tsx'
import type { Line, What } from './import-types.ts'
import { messages } from './messages.ts'
import type { useDecisions } from './use-decisions.ts'
import { verdictStamps } from './verdict-tiles.tsx'

type Decisions = ReturnType<typeof useDecisions>

const words = messages.table
const heads = words.columns

function Verdict({ line }: { line: Line }) {
  const stamp = verdictStamps[line.verdict]
  return stamp ? <StampWord {...stamp}>{line.verdictLabel}</StampWord> : <span>{line.verdictLabel}</span>
}

/** Before it is written a tick; afterwards what became of it. */
function Take({
  line,
  accepted,
  decisions,
}: {
  line: Line
  accepted: boolean
  decisions: Decisions | undefined
}) {
  if (!decisions) return <span>{accepted ? words.took : words.left}</span>
  const may = line.abilities.accept
  return (
    <label className="ckl">
      <input
        className="ck"
        type="checkbox"
        aria-label={may ? words.takeLine(line.line) : words.cannot(line.line)}
        checked={accepted}
        disabled={!may}
        onChange={(event) => decisions.decideLine(line.line, event.currentTarget.checked)}
      />
      {may && (accepted ? words.take : words.leave)}
    </label>
  )
}

const kinds: Record<Line['verdict'], string> = {
  add: 'k-add',
  change: 'k-chg',
  refuse: 'k-error',
  duplicate: 'k-dup',
  elsewhere: 'k-up',
  same: 'k-same',
}

type RowsProps = { line: Line; what: What; decisions: Decisions | undefined }

function LineRows({ line, what, decisions }: RowsProps) {
  const accepted = decisions?.ticked.get(line.line) ?? line.accepted
  const height = heightOf(line)
  const off = decisions && line.abilities.accept && !accepted ? ' off' : ''
  const whole = { rowSpan: height }
  return (
    <>
      {Array.from({ length: height }, (_, at) => (
        <tr key={at} className={`${kinds[line.verdict]}${off}${at + 1 < height ? ' more-below' : ''}`}>
          {at === 0 && (
            <>
              <td {...whole}>
                <Take line={line} accepted={accepted} decisions={decisions} />
              </td>
              <td {...whole}>
                <Verdict line={line} />
              </td>
              <td {...whole} className="num">
                {line.line}
              </td>
              <th {...whole} scope="row">
                {line.name ?? (what === 'members' ? words.noName : messages.households.noKey)}
              </th>
              {what === 'members' && (
                <td {...whole} className="mono">
                  {line.idNumber}
                </td>
              )}
            </>
          )}
          <DiffCells line={line} at={at} height={height} />
        </tr>
      ))}
    </>
  )
}

type DiffTableProps = {
  lines: readonly Line[]
  what: What
  /** Where rows can still be taken or left. */
  decisions: Decisions | undefined
  /** The tick of the head that takes all. */
  head?: ReactNode
}

/** The rows of the file as the design's screen 2 has them: line, who, which column, now, afterwards, why. */
export function DiffTable({ lines, what, decisions, head }: DiffTableProps) {
  return (
    <div className="diff-scroll">
      <table className="diff">
        <caption className="sr">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{head ?? words.take}</th>
            <th scope="col">{heads.verdict}</th>
            <th scope="col" className="num">
              {heads.line}
            </th>
            <th scope="col">{what === 'members' ? heads.name : messages.households.key}</th>
            {what === 'members' && <th scope="col">{heads.idNumber}</th>}
            <th scope="col">{heads.which}</th>
            <th scope="col">{heads.now}</th>
            <th scope="col">{heads.after}</th>
            <th scope="col">{heads.why}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <LineRows key={line.line} line={line} what={what} decisions={decisions} />
          ))}
        </tbody>
      </table>
    </div>
  )
}
