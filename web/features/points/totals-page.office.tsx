import './points.css'
import { useQuery } from '@tanstack/react-query'
import type { CallOutput } from '../../lib/call-types.ts'
import { fetchFile } from '../../lib/download.ts'
import { formatPoints } from '../../lib/format-points.ts'
import { go, to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { ask } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { Figure } from '../../ui/figure.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { WhyDrawer } from '../../ui/why-drawer.tsx'
import { BranchLedger } from './branch-ledger.office.tsx'
import { messages } from './messages.ts'
import { PeopleLedger } from './people-ledger.tsx'
import { formatPerHead } from './per-head.ts'
import { RuleTotals } from './rule-totals.office.tsx'
import { isOfBranch, sayEdition } from './sayings.ts'
import { titles } from './titles.ts'
import { type PointsView, pathOf, readView, type Why } from './view.ts'
import { WhyTotal } from './why-total.tsx'
import { YearSwitch } from './year-switch.tsx'

const yearsExcel = '两年对比（Excel）'

type Totals = CallOutput<'getTotals'>
type OnWhy = (why: Why | undefined) => void
type BodyProps = { orgId: number; name: string; totals: Totals; why: Why | undefined; onWhy: OnWhy }

function Sum({ orgId, name, totals, why, onWhy }: BodyProps) {
  const { year, total, lastYear, members } = totals
  const openFigure = (of: number, points: number) => {
    if (points === 0) return formatPoints(points)
    const open = why?.orgId === orgId && why.year === of && why.ruleId === undefined
    return (
      <Figure
        open={open}
        onToggle={() => onWhy(open ? undefined : { orgId, year: of })}
        label={messages.openYear(name, of, points)}
      >
        {formatPoints(points)}
      </Figure>
    )
  }
  return (
    <p className="big">
      {openFigure(year, total)} {messages.points}
      <span>
        {messages.perHead(members, formatPerHead(total, members))}
        {messages.lastYear} {openFigure(year - 1, lastYear)} {messages.points}，
        {messages.lastYearPerHead(formatPerHead(lastYear, members))}
      </span>
    </p>
  )
}

function Body(props: BodyProps) {
  const { orgId, totals } = props
  const ofBranch = isOfBranch(totals, orgId)
  return (
    <>
      <Sum {...props} />
      <div className="stand">
        <h2 className="h3">{ofBranch ? messages.byPerson : messages.byBranch}</h2>
        {ofBranch ? <PeopleLedger totals={totals} /> : <BranchLedger {...props} />}
        {ofBranch && !totals.abilities.names && <p className="priv">{messages.namesElsewhere}</p>}
        <h2 className="h3">{messages.byRule}</h2>
        <RuleTotals {...props} />
      </div>
    </>
  )
}

/** Whose drawer it is: a branch of the page by its own name, else the page's organisation. */
function nameOf(why: Why, totals: Totals | undefined, name: string): string {
  return totals?.branches.find((branch) => branch.orgId === why.orgId)?.name ?? name
}

function TotalsOf({ orgId, view }: { orgId: number; view: PointsView }) {
  const { today } = useSession()
  const place = usePlace()
  const organisation = useQuery(ask('getOrganisation', { params: { orgId } }))
  const totals = useQuery(ask('getTotals', { params: { orgId }, query: { year: view.year } }))
  const own = place?.orgId === orgId ? place.orgName : undefined
  const name = own ?? organisation.data?.organisation.name ?? ''
  const year = totals.data?.year ?? view.year
  const onWhy: OnWhy = (why) => go(pathOf({ ...view, why }), { replace: view.why !== undefined })
  const thisYear = Number(today.slice(0, 4))
  const ofBranch = totals.data !== undefined && isOfBranch(totals.data, orgId)
  const order = ofBranch ? messages.nameOrder : messages.fixedOrder
  return (
    <>
      <PageHead
        title={titles.totals}
        sub={year !== undefined && `${name}，${sayEdition(year, today)}。${order}`}
        actions={
          year !== undefined && (
            <>
              <YearSwitch
                year={year}
                years={[year - 1, year + 1, thisYear].filter((one) => one <= thisYear)}
                pathOf={(one) => pathOf({ orgId: view.orgId, year: one })}
              />
              <FileButton fetch={() => fetchFile('getYearsWorkbook', { params: { orgId }, query: { year } })}>
                {yearsExcel}
              </FileButton>
            </>
          )
        }
      />
      <Answer of={totals}>
        {(totals) => <Body orgId={orgId} name={name} totals={totals} why={view.why} onWhy={onWhy} />}
      </Answer>
      <WhyDrawer
        open={view.why !== undefined}
        onClose={() => onWhy(undefined)}
        address={to(pathOf({ ...view, orgId }))}
      >
        {view.why && (
          <WhyTotal
            key={`${view.why.orgId}.${view.why.year}`}
            who={nameOf(view.why, totals.data, name)}
            why={view.why}
            onWhy={onWhy}
          />
        )}
      </WhyDrawer>
    </>
  )
}

/** 积分: the totals of an organisation, each of which says where it comes from. */
export default function TotalsPage({ search }: PageProps) {
  const place = usePlace()
  const view = readView(search)
  const orgId = view.orgId ?? place?.orgId
  if (orgId === undefined) {
    return (
      <>
        <PageHead title={titles.totals} />
        <Empty>{messages.noPlace}</Empty>
      </>
    )
  }
  return <TotalsOf key={orgId} orgId={orgId} view={view} />
}
