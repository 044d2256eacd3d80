import './organisations.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import { ask } from '../../lib/query.ts'
import { Button } from '../../ui/button.tsx'
import { Check } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { ownTree } from './own-tree.ts'

type Org = CallOutput<'getTree'>['rows'][number]

function Name({ org }: { org: Org }) {
  return (
    <span className={`depth depth-${Math.min(org.depth, 6)}`}>
      {org.inScope ? <a href={to(`/organisations/${org.orgId}`)}>{org.name}</a> : org.name}
    </span>
  )
}

const columns: readonly Column<Org>[] = [
  { id: 'name', head: messages.columns.name, names: true, cell: (org) => <Name org={org} /> },
  {
    id: 'kind',
    head: messages.columns.kind,
    cell: (org) => [org.kindLabel, org.categoryLabel].filter(Boolean).join(' · '),
  },
  { id: 'management', head: messages.columns.management, cell: (org) => messages.management[org.management] },
  { id: 'founded', head: messages.columns.founded, tight: true, cell: (org) => org.foundedOn },
]

/** One's own part of the tree, or the whole of the county's; today's or that of a past day. */
export default function TreePage() {
  const [on, setOn] = useState('')
  const [whole, setWhole] = useState(false)
  const tree = useQuery(ask('getTree', { query: { on: on || undefined } }))
  const all = tree.data?.rows ?? []
  const own = ownTree(all)
  const shown = whole ? all : own
  return (
    <>
      <PageHead title={messages.title} sub={tree.data && messages.sub(shown.length)} />
      <div className="find two">
        <TextField label={messages.on} type="date" value={on} onType={setOn} />
        {on && <Button onPress={() => setOn('')}>{messages.today}</Button>}
        {own.length < all.length && (
          <Check checked={whole} onChange={setWhole}>
            {messages.whole}
          </Check>
        )}
      </div>
      <Answer of={tree}>
        {() => <Ledger caption={messages.title} columns={columns} rows={shown} keyOf={(org) => org.orgId} />}
      </Answer>
    </>
  )
}
