import './posts.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Button } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { StampWord } from '../../ui/stamp.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { AddArea, SignArea } from './area-sheets.tsx'
import { messages } from './messages.ts'
import { PostViews } from './post-views.tsx'
import { usePlaces } from './set-up-sheet.tsx'

type Area = CallOutput<'listAreas'>['rows'][number]
const words = messages.area
const pageSize = 50

function columnsFor(today: string, onSign: (area: Area) => void): Column<Area>[] {
  return [
    {
      id: 'area',
      head: words.name,
      names: true,
      cell: (area) => <a href={to(`/duty-areas/${area.areaId}`)}>{area.name}</a>,
    },
    { id: 'kind', head: words.kind, cell: (area) => area.kindLabel },
    { id: 'place', head: messages.place, cell: (area) => area.orgName },
    {
      id: 'owner',
      head: words.owner,
      cell: ({ owner }) =>
        owner ? (owner.name ?? messages.someone) : <StampWord state="due">{words.none}</StampWord>,
    },
    { id: 'manager', head: words.manager, cell: ({ owner }) => owner?.managerName ?? '' },
    { id: 'task', head: words.task, cell: ({ owner }) => owner?.task ?? '' },
    {
      id: 'since',
      head: words.since,
      tight: true,
      cell: ({ owner }) => (owner ? formatDay(owner.validFrom, today) : ''),
    },
    {
      id: 'acts',
      head: '',
      cell: (area) =>
        area.abilities.write && (
          <Button
            label={area.owner ? words.handFor(area.name) : words.signFor(area.name)}
            onPress={() => onSign(area)}
          >
            {area.owner ? words.hand : words.sign}
          </Button>
        ),
    },
  ]
}

export default function AreasPage({ search }: PageProps) {
  const session = useSession()
  const offset = readOffset(search)
  const list = useCall('listAreas', { query: { limit: pageSize, offset } })
  const own = useCall('listPosts', { query: { limit: 1 } })
  const places = usePlaces(own.data?.places ?? [], can(session, 'grids.write'))
  const [open, setOpen] = useState<'add' | Area>()
  const close = () => setOpen(undefined)
  return (
    <div className="posts">
      <PageHead
        title={messages.areas}
        sub={list.data && words.sub(list.data.vacancies)}
        actions={
          places.length > 0 && (
            <Button tone="go" onPress={() => setOpen('add')}>
              {words.add}
            </Button>
          )
        }
      />
      <div className="bar">
        <PostViews value="areas" />
      </div>
      <Answer of={list}>
        {({ rows, count }) =>
          rows.length === 0 ? (
            <Empty>{words.empty}</Empty>
          ) : (
            <>
              <Ledger
                caption={messages.areas}
                columns={columnsFor(session.today, setOpen)}
                rows={rows}
                keyOf={(area) => area.areaId}
              />
              <Pager
                count={count}
                offset={offset}
                limit={pageSize}
                unit="处"
                pathOf={(next) => `/duty-areas?offset=${next}`}
              />
            </>
          )
        }
      </Answer>
      {open === 'add' && <AddArea places={places} onClose={close} />}
      {open && open !== 'add' && <SignArea area={open} onClose={close} />}
    </div>
  )
}
