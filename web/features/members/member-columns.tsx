import { to } from '../../lib/link.ts'
import type { Column } from '../../ui/ledger.tsx'
import { isOfSeveral, type MemberRow, marksOf, stageOf } from './member-row.ts'
import { messages } from './messages.ts'

const words = messages.list

function Stage({ row }: { row: MemberRow }) {
  const marks = marksOf(row)
  return (
    <>
      {stageOf(row)}
      {marks.length > 0 && <small className="marks">{marks.join('，')}</small>}
    </>
  )
}

const told: readonly Column<MemberRow>[] = [
  {
    id: 'name',
    head: words.columns.name,
    names: true,
    cell: (row) => <a href={to(`/members/${row.memberId}`)}>{row.name}</a>,
  },
  { id: 'org', head: words.columns.org, cell: (row) => row.orgName },
  { id: 'stage', head: words.columns.stage, cell: (row) => <Stage row={row} /> },
  { id: 'sex', head: words.columns.sex, cell: (row) => (row.sex ? words.sex[row.sex] : '') },
  { id: 'joined', head: words.columns.joined, tight: true, cell: (row) => row.joinedOn },
  { id: 'full', head: words.columns.full, tight: true, cell: (row) => row.fullOn },
  { id: 'post', head: words.columns.post, cell: (row) => row.partyPost },
  {
    id: 'place',
    head: words.columns.place,
    cell: (row) => [row.gridName, row.groupName].filter(Boolean).join('，'),
  },
  { id: 'idNumber', head: words.columns.idNumber, tight: true, cell: (row) => row.idNumber },
  { id: 'mobile', head: words.columns.mobile, tight: true, cell: (row) => row.mobile },
]

export type Picking = {
  picked: ReadonlySet<string>
  toggle: (memberIds: readonly string[], on: boolean) => void
}

function pickColumn(rows: readonly MemberRow[], { picked, toggle }: Picking): Column<MemberRow> {
  const own = rows.filter((row) => row.abilities.write)
  const all = own.length > 0 && own.every((row) => picked.has(row.memberId))
  const box = (label: string, checked: boolean, memberIds: readonly string[]) => (
    <label className="pick">
      <input
        className="ck"
        type="checkbox"
        aria-label={label}
        checked={checked}
        onChange={(event) => toggle(memberIds, event.currentTarget.checked)}
      />
    </label>
  )
  return {
    id: 'pick',
    head: box(
      words.pickAll,
      all,
      own.map((row) => row.memberId),
    ),
    cell: (row) => row.abilities.write && box(words.pick(row.name), picked.has(row.memberId), [row.memberId]),
  }
}

/** One branch alone need not be named in every row. */
export function columnsFor(rows: readonly MemberRow[], picking: Picking | undefined): Column<MemberRow>[] {
  const several = isOfSeveral(rows)
  const shown = told.filter((column) => several || column.id !== 'org')
  return picking ? [pickColumn(rows, picking), ...shown] : [...shown]
}
