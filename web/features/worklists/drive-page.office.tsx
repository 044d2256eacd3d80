import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Figure } from '../../ui/figure.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { Tabs } from './tabs.tsx'
import { titles } from './titles.ts'

const words = messages.drives
type Drive = CallOutput<'getDrive'>
type Row = Drive['rows'][number]
type Count = 'activities' | 'personTimes' | 'planned' | 'items'

const heads: Record<Count, string> = {
  activities: words.heads.activities,
  personTimes: words.heads.people,
  planned: words.heads.planned,
  items: words.heads.items,
}

function Records({ driveId, orgId }: { driveId: string; orgId: number }) {
  const { today } = useSession()
  const records = useCall('listDriveRecords', { params: { driveId }, query: { orgId } })
  return (
    <Answer of={records}>
      {({ rows }) => (
        <ul className="records">
          {rows.map(({ sourceId, day, title, state, link }) => (
            <li key={sourceId}>
              <a href={to(link)}>{[formatDay(day, today), title, state].join('　')}</a>
            </li>
          ))}
        </ul>
      )}
    </Answer>
  )
}

function DriveLedger({ one: { drive, rows } }: { one: Drive }) {
  const [open, setOpen] = useState<number>()
  if (rows.length === 0) return <Empty>{words.none}</Empty>
  const columns: Column<Row>[] = [
    { id: 'name', head: words.heads.name, names: true, cell: ({ name }) => name },
    ...(Object.keys(heads) as Count[]).map((count) => ({
      id: count,
      head: heads[count],
      num: true,
      cell: (row: Row) =>
        row[count] === 0 ? (
          '—'
        ) : (
          <Figure
            open={open === row.orgId}
            onToggle={() => setOpen(open === row.orgId ? undefined : row.orgId)}
            label={words.label(row[count], row.name)}
          >
            {row[count]}
          </Figure>
        ),
    })),
  ]
  return (
    <div className="worklist burden-ledger">
      <Ledger
        caption={words.caption}
        columns={columns}
        rows={rows}
        keyOf={({ orgId }) => orgId}
        openKey={open}
        open={({ orgId }) => <Records driveId={drive.driveId} orgId={orgId} />}
      />
    </div>
  )
}

export default function DrivePage({ params }: PageProps) {
  const { today } = useSession()
  const driveId = params['driveId'] ?? ''
  const one = useCall('getDrive', { params: { driveId } })
  const end = useSave('endDrive')
  const drive = one.data?.drive
  return (
    <>
      <PageHead
        title={drive?.name ?? titles.drives}
        sub={
          drive &&
          [
            drive.kindLabel,
            drive.orgName,
            words.span(formatDay(drive.validFrom, today), formatDay(drive.validTo, today)),
            drive.note,
          ]
            .filter(Boolean)
            .join('　')
        }
        actions={
          drive?.abilities.end && (
            <AskReason
              verb={words.end}
              hint={words.endHint}
              why={words.endWhy}
              write={end}
              onSend={(reason) => end.save({ params: { driveId }, body: { reason } })}
              done={words.ended}
            />
          )
        }
      />
      <Tabs on="drives" />
      <Answer of={one}>{(data) => <DriveLedger one={data} />}</Answer>
    </>
  )
}
