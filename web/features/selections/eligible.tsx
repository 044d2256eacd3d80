import type { CallOutput } from '../../lib/call-types.ts'
import { formatCount, formatPoints } from '../../lib/format-points.ts'
import { to } from '../../lib/link.ts'
import { useCall } from '../../lib/use-call.ts'
import { withQuery } from '../../lib/with-query.ts'
import { Figure } from '../../ui/figure.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { StampWord } from '../../ui/stamp.tsx'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import type { Selection } from './selection-types.ts'

const words = messages.eligible

type Person = CallOutput<'listEligible'>['rows'][number]
type Branch = Selection['branches'][number]

function peopleColumns(year: number): Column<Person>[] {
  return [
    { id: 'name', head: words.name, names: true, cell: ({ name }) => name },
    { id: 'stage', head: words.stage, tight: true, cell: ({ stageLabel }) => stageLabel },
    {
      id: 'can',
      head: words.can,
      tight: true,
      cell: ({ eligible, nominated }) => (
        <>
          {eligible ? <StampWord state="done">{words.yes}</StampWord> : words.no}
          {nominated && `　${words.nominated}`}
        </>
      ),
    },
    { id: 'why', head: words.why, cell: ({ reason }) => reason },
    {
      id: 'points',
      head: words.points,
      num: true,
      cell: ({ memberId, name, points }) =>
        points !== null && (
          <Figure
            href={to(withQuery(`/members/${memberId}/booklet`, { year }))}
            label={messages.candidates.pointsLabel(name, points)}
          >
            {formatPoints(points)}
          </Figure>
        ),
    },
  ]
}

/** Names, reasons and points of the reader's own branch. */
function OwnBranch({ selection, branch }: { selection: Selection; branch: Branch }) {
  const { selectionId, year } = selection
  const people = useCall('listEligible', { params: { selectionId, orgId: branch.orgId } })
  return (
    <Answer of={people}>
      {({ orgName, rows }) =>
        rows.length === 0 ? (
          <p className="note">{words.empty}</p>
        ) : (
          <Ledger
            caption={words.namesCaption(orgName)}
            columns={peopleColumns(year)}
            parts={[{ id: 'all', title: orgName, rows }]}
            keyOf={({ memberId }) => memberId}
          />
        )
      }
    </Answer>
  )
}

const countColumns: Column<Branch>[] = [
  { id: 'branch', head: words.branch, names: true, cell: ({ name }) => name },
  { id: 'members', head: words.members, num: true, cell: ({ members }) => formatCount(members) },
  { id: 'post', head: words.byPost, num: true, cell: ({ byPost }) => formatCount(byPost) },
  { id: 'points', head: words.byPoints, num: true, cell: ({ byPoints }) => formatCount(byPoints) },
  { id: 'member', head: words.asMember, num: true, cell: ({ asMember }) => formatCount(asMember) },
]

function columnsFor({ postGate, minimumPoints }: Selection): Column<Branch>[] {
  const open = !postGate && minimumPoints === null
  return countColumns.filter(({ id }) => {
    if (id === 'post') return postGate
    if (id === 'points') return minimumPoints !== null
    return id !== 'member' || open
  })
}

/** Who may stand: by name in the own branch, as counts of branches above it. */
export function Eligible({ selection }: { selection: Selection }) {
  const { branches } = selection
  if (branches.length === 0) return null
  const above = branches.filter(({ named }) => !named)
  return (
    <section>
      <h2 className="h3">{words.title}</h2>
      {branches
        .filter(({ named }) => named)
        .map((branch) => (
          <OwnBranch key={branch.orgId} selection={selection} branch={branch} />
        ))}
      {above.length > 0 && (
        <>
          <p className="priv">{words.above}</p>
          <Ledger
            caption={words.caption}
            columns={columnsFor(selection)}
            rows={above}
            keyOf={({ orgId }) => orgId}
          />
        </>
      )}
    </section>
  )
}
