import { PlaceField } from '../../ui/place-field.tsx'
import './votes.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { fetchFile } from '../../lib/download.ts'
import { formatDay } from '../../lib/format-day.ts'
import { go, to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { SelectField } from '../../ui/field.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

const words = messages.ledger
type Meeting = CallOutput<'getLedger'>['parts'][number]['meetings'][number]

const columns: Column<Meeting>[] = [
  { id: 'day', head: words.columns.day, cell: (row) => formatDay(row.day), tight: true },
  {
    id: 'title',
    head: words.columns.title,
    cell: (row) => (
      <a href={to(`/activities/${row.activityId}`)}>{row.group ? `${row.group}　${row.title}` : row.title}</a>
    ),
    names: true,
  },
  { id: 'there', head: words.columns.there, cell: (row) => `${row.expected}／${row.present}`, num: true },
  { id: 'absent', head: words.columns.absent, cell: (row) => row.absent },
  { id: 'votes', head: words.columns.votes, cell: (row) => row.votes.join(' ') },
  { id: 'recorder', head: words.columns.recorder, cell: (row) => row.recorder, tight: true },
]

/** The organisation somebody works for and what is below it. */
function useHolders(): { orgId: number; name: string }[] {
  const place = usePlace()
  const tree = useCall('getTree', place ? {} : undefined)
  if (!place || !tree.data) return place ? [{ orgId: place.orgId, name: place.orgName }] : []
  const parents = new Map(tree.data.rows.map((row) => [row.orgId, row.parentId]))
  const isBelow = (orgId: number) => {
    for (let at: number | null | undefined = orgId; at; at = parents.get(at))
      if (at === place.orgId) return true
    return false
  }
  const rows = tree.data.rows.filter((row) => row.dissolvedOn === null && isBelow(row.orgId))
  return rows.map(({ orgId, name }) => ({ orgId, name }))
}

function Papers({ orgId, year }: { orgId: number; year: number }) {
  const request = { params: { orgId }, query: { year } }
  return (
    <>
      <a
        className="btn"
        href={`/print/organisations/${orgId}/ledger?year=${year}`}
        target="_blank"
        rel="noopener"
      >
        <Icon name="print" />
        {words.print}
      </a>
      <FileButton fetch={() => fetchFile('getLedgerWord', request)}>{words.word}</FileButton>
      <FileButton fetch={() => fetchFile('getLedgerWorkbook', request)}>{words.excel}</FileButton>
    </>
  )
}

/** A year of organisational life, as it is asked for on paper: one press each for print, Word and Excel. */
export default function LedgerPage({ search }: PageProps) {
  const { today } = useSession()
  const place = usePlace()
  const holders = useHolders()
  const thisYear = Number(today.slice(0, 4))
  const year = Number(search.get('year')) || thisYear
  const orgId = Number(search.get('org')) || (place?.orgId ?? 0)
  const ledger = useCall('getLedger', orgId ? { params: { orgId }, query: { year } } : undefined)
  const show = (org: number, at: number) => go(`/ledger?org=${org}&year=${at}`)
  return (
    <>
      <PageHead title={titles.ledger} sub={words.sub} actions={<Papers orgId={orgId} year={year} />} />
      <div className="vote-acts">
        <PlaceField
          label={words.org}
          value={String(orgId)}
          onChoose={(next) => show(Number(next), year)}
          places={holders}
        />
        <SelectField
          label={words.year}
          value={String(year)}
          onChoose={(next) => show(orgId, Number(next))}
          options={[0, 1, 2, 3, 4].map((back) => ({
            value: String(thisYear - back),
            label: String(thisYear - back),
          }))}
        />
      </div>
      <Answer of={ledger}>
        {({ parts, orgName }) =>
          parts.length === 0 ? (
            <Empty>{words.empty}</Empty>
          ) : (
            <Ledger
              caption={`${orgName} ${year}`}
              columns={columns}
              parts={parts.map(({ kind, kindLabel, meetings }) => ({
                id: kind,
                title: words.partOf(kindLabel, meetings.length),
                rows: meetings,
              }))}
              keyOf={(row) => row.activityId}
            />
          )
        }
      </Answer>
    </>
  )
}
