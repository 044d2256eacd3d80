import './imports.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatInstant } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { ask } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { DecideProposal } from './decide-proposal.tsx'
import type { Proposal } from './import-types.ts'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

const words = messages.proposals
const limit = 50
type State = Proposal['state']
type Open = { id: string; accept: boolean }

const heads = words.columns

/** Who and when; either may be unknown. */
function sign(by: string | null, at: string | null, today: string): string {
  return [by, at && formatInstant(at, today)].filter(Boolean).join('，')
}

function toldColumns(state: State, today: string): Column<Proposal>[] {
  return [
    {
      id: 'name',
      head: heads.name,
      names: true,
      cell: (row) => <a href={to(`/members/${row.memberId}`)}>{row.name}</a>,
    },
    { id: 'idNumber', head: heads.idNumber, tight: true, cell: (row) => row.idNumber },
    { id: 'from', head: state === 'accepted' ? heads.wasFrom : heads.from, cell: (row) => row.fromOrgName },
    { id: 'to', head: heads.to, cell: (row) => row.toOrgName },
    { id: 'asked', head: heads.asked, cell: (row) => sign(row.askedBy, row.askedAt, today) },
  ]
}

function Acts({ row, onOpen }: { row: Proposal; onOpen: (open: Open) => void }) {
  const { name, toOrgName, proposalId: id } = row
  if (!row.abilities.decide) return null
  return (
    <span className="acts">
      <Button label={words.acceptOf(name, toOrgName)} onPress={() => onOpen({ id, accept: true })}>
        {words.accept}
      </Button>
      <Button label={words.dismissOf(name)} onPress={() => onOpen({ id, accept: false })}>
        {words.dismiss}
      </Button>
    </span>
  )
}

function columnsFor(state: State, today: string, onOpen: (open: Open) => void): Column<Proposal>[] {
  const told = toldColumns(state, today)
  if (state === 'waiting') {
    return [...told, { id: 'act', head: heads.act, cell: (row) => <Acts row={row} onOpen={onOpen} /> }]
  }
  return [
    ...told,
    { id: 'decided', head: heads.decided, cell: (row) => sign(row.decidedBy, row.decidedAt, today) },
    { id: 'note', head: heads.note, cell: (row) => row.note },
  ]
}

function renderDecision(accept: boolean, onClose: () => void) {
  return (row: Proposal) => (
    <DecideProposal key={String(accept)} proposal={row} accept={accept} onClose={onClose} />
  )
}

/** For the level above two branches that both have a person in their books: a person decides, the other stays as it is. */
export default function ProposalsPage() {
  const { today } = useSession()
  const [state, setState] = useState<State>('waiting')
  const [offset, setOffset] = useState(0)
  const [open, setOpen] = useState<Open>()
  const list = useQuery(ask('listTransferProposals', { query: { state, limit, offset } }))
  const choose = (next: string) => {
    setState(next as State)
    setOffset(0)
    setOpen(undefined)
  }
  return (
    <>
      <PageHead title={titles.proposals} sub={words.sub} />
      <div className="proposals-filter">
        <SelectField
          label={words.shown}
          value={state}
          onChoose={choose}
          options={Object.entries(words.states).map(([value, label]) => ({ value, label }))}
        />
        {list.data && <span>{words.count(list.data.count)}</span>}
      </div>
      <Answer of={list}>
        {({ rows, count }) =>
          rows.length === 0 ? (
            <Empty>{state === 'waiting' ? words.empty : words.emptyOther}</Empty>
          ) : (
            <>
              <Ledger
                caption={titles.proposals}
                columns={columnsFor(state, today, setOpen)}
                rows={rows}
                keyOf={(row) => row.proposalId}
                openKey={open?.id}
                open={renderDecision(open?.accept ?? false, () => setOpen(undefined))}
              />
              <Pager count={count} offset={offset} limit={limit} unit={words.unit} onGo={setOffset} />
            </>
          )
        }
      </Answer>
    </>
  )
}
