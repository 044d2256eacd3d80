import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { fetchFile } from '../../lib/download.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { usePlace } from '../../lib/place.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { TextField } from '../../ui/field.tsx'
import { Figure } from '../../ui/figure.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { ViewSwitch } from '../../ui/view-switch.tsx'
import { messages } from './messages.ts'
import { Tabs } from './tabs.tsx'
import { titles } from './titles.ts'

const words = messages.bulletin
type Bulletin = CallOutput<'getBulletin'>
type Row = Bulletin['rows'][number]
type FigureName = Bulletin['figures'][number]['figure']
type Period = keyof typeof words.periods
type Asked = { period: Period; day: string }
type Open = { orgId: number; figure: FigureName } | undefined

const periods = (Object.keys(words.periods) as Period[]).map((value) => ({
  value,
  label: words.periods[value],
}))
/** These open on the page of the week, where each list stands. */
const ofLists: readonly FigureName[] = ['asked', 'answered']

function Records({ orgId, figure, asked }: { orgId: number; figure: FigureName; asked: Asked }) {
  const { today } = useSession()
  const records = useCall('listBulletinRecords', { params: { orgId }, query: { ...asked, figure } })
  return (
    <Answer of={records}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Empty>{words.nothing}</Empty>
        ) : (
          <ul className="records">
            {rows.map(({ id, day, title, note, link }) => {
              const said = `${formatDay(day, today)}　${title}　${note}`
              return <li key={id}>{link ? <a href={to(link)}>{said}</a> : said}</li>
            })}
          </ul>
        )
      }
    </Answer>
  )
}

function BulletinLedger({ bulletin, asked }: { bulletin: Bulletin; asked: Asked }) {
  const [open, setOpen] = useState<Open>()
  const { figures, rows, sums, title } = bulletin
  const cellOf = (row: Row, figure: FigureName, what: string) => {
    const count = row.counts[figure]
    if (count === 0) return '—'
    const label = words.label(count, row.name, what)
    if (ofLists.includes(figure)) {
      return (
        <Figure href={to(`/week?org=${row.orgId}`)} label={label}>
          {count}
        </Figure>
      )
    }
    const isOpen = open?.orgId === row.orgId && open.figure === figure
    const toggle = () => setOpen(isOpen ? undefined : { orgId: row.orgId, figure })
    return (
      <Figure open={isOpen} onToggle={toggle} label={label}>
        {count}
      </Figure>
    )
  }
  const columns: Column<Row>[] = [
    { id: 'name', head: words.branch, names: true, cell: ({ name }) => name },
    ...figures.map(({ figure, label }) => ({
      id: figure,
      head: label,
      num: true,
      cell: (row: Row) => cellOf(row, figure, label),
    })),
  ]
  return (
    <div className="worklist burden-ledger">
      <Ledger
        caption={words.caption(title)}
        columns={columns}
        parts={[{ id: 'all', rows, closing: { cells: { name: words.sum, ...sums } } }]}
        keyOf={({ orgId }) => orgId}
        openKey={open?.orgId}
        open={({ orgId }) =>
          open && <Records key={open.figure} orgId={orgId} figure={open.figure} asked={asked} />
        }
      />
    </div>
  )
}

function BulletinOf({ orgId }: { orgId: number }) {
  const { today } = useSession()
  const [asked, setAsked] = useState<Asked>({ period: 'week', day: today })
  const request = { params: { orgId }, query: asked }
  const bulletin = useCall('getBulletin', request)
  return (
    <>
      <PageHead
        title={bulletin.data?.title ?? titles.bulletin}
        sub={words.sub}
        actions={<FileButton fetch={() => fetchFile('getBulletinWord', request)}>{words.word}</FileButton>}
      />
      <Tabs on="bulletin" />
      <ViewSwitch
        label={words.which}
        value={asked.period}
        onChoose={(period) => setAsked({ ...asked, period })}
        options={periods}
      />
      <div className="form">
        <TextField
          label={words.day}
          hint={words.dayHint}
          type="date"
          value={asked.day}
          onType={(day) => setAsked({ ...asked, day: day || today })}
        />
      </div>
      <Answer of={bulletin}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty>{words.empty}</Empty>
          ) : (
            <BulletinLedger key={data.title} bulletin={data} asked={asked} />
          )
        }
      </Answer>
    </>
  )
}

/** 动态通报: made from what is on record for any day, week or month. */
export default function BulletinPage() {
  const place = usePlace()
  if (!place) return <Empty>{messages.noPlace}</Empty>
  return <BulletinOf key={place.orgId} orgId={place.orgId} />
}
