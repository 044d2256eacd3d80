import { useState } from 'react'
import type { TeachingSort } from '../../../contract/teaching.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import './agendas.css'
import { teachingWords as words } from './messages.ts'
import { AddTeaching, ChangeTeaching, type TeachingRow } from './teaching-form.tsx'
import { titles } from './titles.ts'

function Acts({ row, onChange }: { row: TeachingRow; onChange: () => void }) {
  const { teachingId, name } = row
  const ending = useSave('endTeaching', `teaching:${teachingId}:end`)
  if (row.endReason) return <small>{words.endedBecause(row.endReason)}</small>
  if (!row.abilities.change) return null
  return (
    <div className="agd-acts">
      <Button tone="quiet" label={words.changeLabel(name)} onPress={onChange}>
        {words.change}
      </Button>
      <AskReason
        tone="quiet"
        verb={words.end}
        label={words.endLabel(name)}
        hint={words.endHint}
        why={words.endWhy}
        write={ending}
        onSend={(reason) => ending.save({ params: { teachingId }, body: { reason } })}
        done={words.ended}
      />
    </div>
  )
}

function columnsFor(onChange: (row: TeachingRow) => void): Column<TeachingRow>[] {
  return [
    { id: 'name', head: words.name, names: true, cell: (row) => row.name },
    { id: 'kind', head: words.kind, cell: (row) => row.kindLabel },
    { id: 'detail', head: words.detail, cell: (row) => row.detail },
    { id: 'org', head: words.orgHead, cell: (row) => row.orgName },
    { id: 'acts', head: '', cell: (row) => <Acts row={row} onChange={() => onChange(row)} /> },
  ]
}

/** Who teaches, where one practises, and what it is about: one register for the whole county. */
export default function TeachingPage() {
  const list = useCall('listTeaching', { query: {} })
  const [adding, setAdding] = useState(false)
  const [changing, setChanging] = useState<TeachingRow>()
  const mayAdd = list.data !== undefined && list.data.places.length > 0
  return (
    <>
      <PageHead
        title={titles.teaching}
        sub={words.sub}
        actions={
          mayAdd && (
            <Button tone="go" onPress={() => setAdding(true)}>
              {words.add}
            </Button>
          )
        }
      />
      <Answer of={list}>
        {(data) => {
          const sorts = Object.entries(words.sorts) as [TeachingSort, string][]
          const parts = sorts
            .map(([id, title]) => ({ id, title, rows: data.rows.filter((row) => row.sort === id) }))
            .filter((part) => part.rows.length > 0)
          return (
            <>
              {parts.length === 0 ? (
                <Empty>{words.none}</Empty>
              ) : (
                <Ledger
                  caption={titles.teaching}
                  columns={columnsFor(setChanging)}
                  parts={parts}
                  keyOf={(row) => row.teachingId}
                />
              )}
              {adding && <AddTeaching list={data} onClose={() => setAdding(false)} />}
            </>
          )
        }}
      </Answer>
      {changing && <ChangeTeaching row={changing} onClose={() => setChanging(undefined)} />}
    </>
  )
}
