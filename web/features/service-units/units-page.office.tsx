import { PlaceField } from '../../ui/place-field.tsx'
import '../../ui/due-row.css'
import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput, CallRequest } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextAreaField, TextField } from '../../ui/field.tsx'
import { Figure } from '../../ui/figure.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty, Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

type List = CallOutput<'listServiceUnits'>
type Unit = List['rows'][number]
type Log = CallOutput<'listServiceLogs'>['rows'][number]
type Query = NonNullable<CallRequest<'listServiceLogs'>['query']>
type Opened = { key: string; query: Query }
const pageSize = 50

function RegisterSheet({ places, onClose }: { places: List['places']; onClose: () => void }) {
  const { today } = useSession()
  const [at, setAt] = useState(String(places[0]?.orgId ?? ''))
  const [typed, setTyped] = useState('')
  const [registeredOn, setDay] = useState(today)
  const { save, saving, error } = useSave('registerServiceUnits', 'service-units:new')
  const names = typed
    .split('\n')
    .map((name) => name.trim())
    .filter(Boolean)
  const send = async () => {
    const rows = names.map((name) => ({ name, registeredOn }))
    if (!(await save({ params: { orgId: Number(at) }, body: { rows } }))) return
    onClose()
    tell({ tone: 'done', sentence: messages.done(rows.length) })
  }
  return (
    <FormSheet
      title={messages.add}
      send={messages.save}
      tone="go"
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      {error && !fieldMessage(error, 'body.rows') && <Trouble error={error} />}
      <PlaceField label={messages.where} value={at} onChoose={setAt} places={places} />
      <TextAreaField
        label={messages.names}
        value={typed}
        onType={setTyped}
        problem={fieldMessage(error, 'body.rows')}
      />
      <TextField label={messages.day} type="date" value={registeredOn} onType={setDay} />
    </FormSheet>
  )
}

function columnsOfLogs(today: string): Column<Log>[] {
  return [
    { id: 'date', head: messages.date, tight: true, cell: (log) => formatDay(log.day, today) },
    { id: 'who', head: messages.who, names: true, cell: (log) => log.name ?? messages.someone },
    { id: 'what', head: messages.what, cell: (log) => log.what },
    { id: 'matter', head: messages.matter, cell: (log) => log.matterLabel },
    {
      id: 'problems',
      head: messages.problems,
      num: true,
      cell: (log) => (log.withdrawReason === null ? log.problems : messages.withdrawn),
    },
  ]
}

function Logs({ query }: { query: Query }) {
  const { today } = useSession()
  const list = useCall('listServiceLogs', { query: { ...query, limit: 200 } })
  return (
    <Answer of={list}>
      {({ rows }) => (
        <Ledger
          caption={messages.list}
          columns={columnsOfLogs(today)}
          rows={rows}
          keyOf={(log) => log.logId}
        />
      )}
    </Answer>
  )
}

const figures = [
  { id: 'services', head: messages.services, asks: {} },
  { id: 'residentsProblems', head: messages.residents, asks: { matter: 'residents', solved: 'true' } },
  {
    id: 'communityProblems',
    head: messages.communityProblems,
    asks: { matter: 'community', solved: 'true' },
  },
] as const

type Toggle = (unit: Unit, figure: (typeof figures)[number]) => void

function columnsFor(today: string, opened: Opened | undefined, toggle: Toggle): Column<Unit>[] {
  return [
    {
      id: 'unit',
      head: messages.unit,
      names: true,
      cell: (unit) => <a href={to(`/service-units/${unit.unitId}`)}>{unit.name}</a>,
    },
    { id: 'community', head: messages.community, cell: (unit) => unit.orgName },
    { id: 'since', head: messages.since, tight: true, cell: (unit) => formatDay(unit.registeredOn, today) },
    { id: 'people', head: messages.people, num: true, cell: (unit) => unit.people },
    ...figures.map(
      (figure): Column<Unit> => ({
        id: figure.id,
        head: figure.head,
        num: true,
        cell: (unit) => (
          <Figure
            open={opened?.key === `${unit.unitId} ${figure.id}`}
            onToggle={() => toggle(unit, figure)}
            label={messages.opens(unit[figure.id] ?? 0, figure.head, unit.name)}
          >
            {unit[figure.id] ?? 0}
          </Figure>
        ),
      }),
    ),
  ]
}

function Units({ list }: { list: List }) {
  const { today } = useSession()
  const [opened, setOpened] = useState<Opened>()
  const toggle: Toggle = (unit, figure) => {
    const key = `${unit.unitId} ${figure.id}`
    const query = { unitId: unit.unitId, year: list.year, ...figure.asks }
    setOpened((now) => (now?.key === key ? undefined : { key, query }))
  }
  const { all } = list
  const cells = all && {
    unit: messages.all,
    people: all.people,
    services: all.services,
    residentsProblems: all.residentsProblems,
    communityProblems: all.communityProblems,
  }
  return (
    <Ledger
      caption={messages.title}
      columns={columnsFor(today, opened, toggle)}
      parts={[{ id: 'all', rows: list.rows, ...(cells && { closing: { cells } }) }]}
      keyOf={(unit) => unit.unitId}
      openKey={opened?.key.split(' ')[0]}
      open={() => opened && <Logs query={opened.query} />}
    />
  )
}

export default function UnitsPage({ search }: PageProps) {
  const offset = readOffset(search)
  const list = useCall('listServiceUnits', { query: { limit: pageSize, offset } })
  const [open, setOpen] = useState(false)
  const places = list.data?.places ?? []
  return (
    <>
      <PageHead
        title={messages.title}
        sub={messages.sub}
        actions={
          places.length > 0 && (
            <Button tone="go" onPress={() => setOpen(true)}>
              {messages.add}
            </Button>
          )
        }
      />
      <Answer of={list}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty>{messages.empty}</Empty>
          ) : (
            <>
              <Units list={data} />
              <Pager
                count={data.count}
                offset={offset}
                limit={pageSize}
                unit={messages.count}
                pathOf={(next) => `/service-units?offset=${next}`}
              />
            </>
          )
        }
      </Answer>
      {open && <RegisterSheet places={places} onClose={() => setOpen(false)} />}
    </>
  )
}
