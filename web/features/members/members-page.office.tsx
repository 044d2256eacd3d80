import './members.css'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { go, to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { ask } from '../../lib/query.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { BulkAssign } from './bulk-assign.tsx'
import { ExportForm } from './export-form.tsx'
import { type Filter, isNarrowed, pageSize, printFilter, queryOf, readFilter } from './filter-address.ts'
import { columnsFor, type Picking } from './member-columns.tsx'
import { MemberFilter } from './member-filter.tsx'
import { messages } from './messages.ts'
import { useTree } from './org-choices.ts'
import { titles } from './titles.ts'

const words = messages.list
type List = CallOutput<'listMembers'>

function usePicking() {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const toggle = (memberIds: readonly string[], on: boolean) =>
    setPicked((now) => {
      const next = new Set(now)
      for (const memberId of memberIds) {
        if (on) next.add(memberId)
        else next.delete(memberId)
      }
      return next
    })
  return { picked, toggle, clear: () => setPicked(new Set()) }
}

function useFilter(search: URLSearchParams) {
  const filter = readFilter(search)
  const printed = printFilter(filter)
  // What is looked for changes, so the first page is meant; only the pager goes further.
  const change = useCallback(
    (next: Partial<Filter>) => {
      const now = readFilter(new URLSearchParams(printed))
      go(`/members${printFilter({ ...now, offset: 0, ...next })}`, { replace: true })
    },
    [printed],
  )
  return { filter, change }
}

function Nobody({ filter, onClear }: { filter: Filter; onClear: () => void }) {
  if (!isNarrowed(filter)) return <Empty>{words.empty}</Empty>
  return <Empty action={<Button onPress={onClear}>{words.clear}</Button>}>{words.emptyWithFilter}</Empty>
}

type FoundProps = {
  list: List
  filter: Filter
  change: (next: Partial<Filter>) => void
  picking: Picking
}

function Found({ list, filter, change, picking }: FoundProps) {
  if (list.rows.length === 0) {
    const all = { search: '', stage: '', floating: false, lost: false }
    return <Nobody filter={filter} onClear={() => change(all)} />
  }
  return (
    <>
      <Rows list={list} picking={picking} />
      <Pager
        count={list.count}
        offset={filter.offset}
        limit={pageSize}
        unit={messages.people}
        onGo={(offset) => change({ offset })}
      />
    </>
  )
}

function Rows({ list, picking }: { list: List; picking: Picking }) {
  const mayPick = list.rows.some((row) => row.abilities.write)
  return (
    <div className={mayPick ? 'picks' : undefined}>
      <Ledger
        caption={titles.members}
        columns={columnsFor(list.rows, mayPick ? picking : undefined)}
        rows={list.rows}
        keyOf={(row) => row.memberId}
      />
    </div>
  )
}

function Actions({ abilities, onExport }: { abilities: List['abilities']; onExport: () => void }) {
  return (
    <>
      {abilities.export && <Button onPress={onExport}>{words.export}</Button>}
      {abilities.import && <LinkButton href={to('/imports')}>{words.import}</LinkButton>}
      {abilities.create && <LinkButton href={to('/members/new')}>{words.add}</LinkButton>}
    </>
  )
}

/** The register of an organisation and of what stands below it. */
export default function MembersPage({ search }: PageProps) {
  const place = usePlace()
  const { filter, change } = useFilter(search)
  const [exporting, setExporting] = useState(false)
  const { picked, toggle, clear } = usePicking()
  const list = useQuery({
    ...ask('listMembers', { query: queryOf(filter, place?.orgId) }),
    placeholderData: (before) => before,
  })
  const tree = useTree()
  const orgId = Number(filter.org) || place?.orgId
  const where = tree.find((org) => org.orgId === orgId)?.name ?? place?.orgName ?? ''
  return (
    <>
      <PageHead
        title={titles.members}
        sub={list.data && words.sub(list.data.count, where)}
        actions={list.data && <Actions abilities={list.data.abilities} onExport={() => setExporting(true)} />}
      />
      {exporting && orgId !== undefined && (
        <ExportForm orgId={orgId} where={where} onClose={() => setExporting(false)} />
      )}
      <MemberFilter
        filter={filter}
        placeId={place?.orgId}
        onChange={change}
        error={list.error ?? undefined}
      />
      <Answer of={list.error?.field === 'query.search' ? { data: list.data } : list}>
        {(data) => <Found list={data} filter={filter} change={change} picking={{ picked, toggle }} />}
      </Answer>
      <BulkAssign
        memberIds={[...picked]}
        branchId={list.data?.rows.find((row) => picked.has(row.memberId))?.orgId ?? orgId ?? 0}
        onClear={clear}
      />
    </>
  )
}
