import { type Column, Ledger } from '../../ui/ledger.tsx'
import { messages } from './messages.ts'
import type { Snapshot } from './snapshot.tsx'

type Rule = Snapshot['rules'][number]
const words = messages.one

/** What stands under the list: how points are given, and where one may object. Frozen with it. */
export function SnapshotTerms({ snapshot }: { snapshot: Snapshot }) {
  const { place, hours, telephone } = snapshot.contact
  const columns: Column<Rule>[] = [
    { id: 'name', head: words.rule, names: true, cell: (rule) => rule.name },
    { id: 'points', head: words.gives, tight: true, cell: (rule) => rule.points },
    { id: 'how', head: words.how, cell: (rule) => rule.how },
  ]
  return (
    <>
      <h2 className="h3">{words.rules}</h2>
      <Ledger
        caption={words.rules}
        columns={columns}
        parts={[{ id: 'rules', rows: snapshot.rules }]}
        keyOf={(rule) => rule.name}
      />
      <h2 className="h3">{words.contact}</h2>
      <p>{[place, hours, telephone].filter(Boolean).join('，') || words.contactNone}</p>
    </>
  )
}
