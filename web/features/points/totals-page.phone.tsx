import './points.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatPoints } from '../../lib/format-points.ts'
import { go, to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Figure } from '../../ui/figure.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { PeopleLedger } from './people-ledger.tsx'
import { formatPerHead } from './per-head.ts'
import { RuleLedger } from './rule-ledger.tsx'
import { isOfBranch, sayEdition } from './sayings.ts'
import { titles } from './titles.ts'
import { type PointsView, pathOf, readView, type Why } from './view.ts'
import { YearSwitch } from './year-switch.tsx'

type Totals = CallOutput<'getTotals'>
type Branch = Totals['branches'][number]

type YearFigureProps = { orgId: number; name: string; year: number; points: number }

/** Leads to where its rules are; nought has nothing behind it. */
function YearFigure({ orgId, name, year, points }: YearFigureProps) {
  if (points === 0) return <>{formatPoints(points)}</>
  return (
    <Figure href={to(pathOf({ orgId, year }))} label={messages.openYear(name, year, points)}>
      {formatPoints(points)}
    </Figure>
  )
}

function branchColumns(year: number): Column<Branch>[] {
  const { heads } = messages
  return [
    { id: 'org', head: heads.org, names: true, cell: (branch) => branch.name },
    {
      id: 'perHead',
      head: heads.perHead,
      num: true,
      cell: (branch) => formatPerHead(branch.points, branch.members),
    },
    {
      id: 'points',
      head: heads.points,
      num: true,
      cell: ({ orgId, name, points }) => <YearFigure orgId={orgId} name={name} year={year} points={points} />,
    },
  ]
}

/** A branch's figure leads to the branch, whose rules open in place. */
function BranchList({ totals }: { totals: Totals }) {
  const cells = {
    org: messages.total,
    perHead: formatPerHead(totals.total, totals.members),
    points: formatPoints(totals.total),
  }
  return (
    <Ledger
      caption={messages.byBranch}
      columns={branchColumns(totals.year)}
      parts={[{ id: 'all', rows: totals.branches, closing: { cells } }]}
      keyOf={(branch) => branch.orgId}
    />
  )
}

function Sum({ orgId, name, totals }: { orgId: number; name: string; totals: Totals }) {
  const { today } = useSession()
  const { year, total, lastYear, members } = totals
  return (
    <div className="sum">
      <span>
        {sayEdition(year, today)}
        <br />
        <small>
          {messages.wholeYear(year - 1)}{' '}
          <YearFigure orgId={orgId} name={name} year={year - 1} points={lastYear} /> {messages.points}
        </small>
      </span>
      <b className="f">
        <Figure href="#by-rule" label={messages.openTotal(name, total)}>
          {formatPoints(total)}
        </Figure>
        <small>{messages.points}</small>
      </b>
      <small>{messages.perHead(members, formatPerHead(total, members))}</small>
    </div>
  )
}

function Body({
  orgId,
  name,
  totals,
  view,
}: {
  orgId: number
  name: string
  totals: Totals
  view: PointsView
}) {
  const ofBranch = isOfBranch(totals, orgId)
  const onWhy = (why: Why) => go(pathOf({ ...view, why }), { replace: true })
  // An address copied at a desk may hold a figure of a branch; here that branch has its own page.
  const why = view.why?.orgId === orgId ? view.why : { orgId, year: totals.year }
  return (
    <>
      <Sum orgId={orgId} name={name} totals={totals} />
      {!ofBranch && (
        <>
          <h2 className="sec flat">{messages.byBranch}</h2>
          <BranchList totals={totals} />
          <p className="note">{messages.fixedOrder}</p>
        </>
      )}
      <h2 className="sec flat" id="by-rule">
        {messages.byRule}
      </h2>
      {totals.rules.length === 0 ? (
        <Empty>{messages.noRules}</Empty>
      ) : (
        <RuleLedger totals={totals} why={why} onWhy={onWhy} />
      )}
      {ofBranch && totals.abilities.names && (
        <>
          <h2 className="sec flat">{messages.byPerson}</h2>
          <PeopleLedger totals={totals} />
        </>
      )}
      {!totals.abilities.names && <p className="priv">{messages.namesElsewhere}</p>}
    </>
  )
}

function TotalsOf({ orgId, view, top }: { orgId: number; view: PointsView; top: number | undefined }) {
  const { today } = useSession()
  const place = usePlace()
  const totals = useCall('getTotals', { params: { orgId }, query: { year: view.year } })
  const own = place?.orgId === orgId
  const organisation = useCall('getOrganisation', own ? undefined : { params: { orgId } })
  const name = own ? place.orgName : (organisation.data?.organisation.name ?? '')
  const thisYear = Number(today.slice(0, 4))
  const year = totals.data?.year ?? thisYear
  return (
    <Screen title={titles.totals} sub={name} back={own ? '/me' : pathOf({ orgId: top, year: view.year })}>
      <div className="pad top">
        <Answer of={totals}>
          {(data) => (
            <>
              <Body orgId={orgId} name={name} totals={data} view={view} />
              <div className="two feet">
                <YearSwitch
                  year={year}
                  years={[year - 1, year + 1, thisYear].filter((one) => one <= thisYear)}
                  pathOf={(one) => pathOf({ orgId: view.orgId, year: one })}
                />
              </div>
            </>
          )}
        </Answer>
      </div>
    </Screen>
  )
}

/** Totals on a phone: from a branch to the rule, from the rule to the facts. */
export default function TotalsPage({ search }: PageProps) {
  const place = usePlace()
  const view = readView(search)
  const orgId = view.orgId ?? place?.orgId
  if (orgId === undefined) {
    return (
      <Screen title={titles.totals} back="/me">
        <Empty>{messages.noPlace}</Empty>
      </Screen>
    )
  }
  return <TotalsOf key={orgId} orgId={orgId} view={view} top={place?.orgId} />
}
