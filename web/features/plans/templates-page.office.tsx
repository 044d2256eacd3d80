import type { CallOutput } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { useCall } from '../../lib/use-call.ts'
import { withQuery } from '../../lib/with-query.ts'
import { LinkButton } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { type StampState, StampWord } from '../../ui/stamp.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { words } from './template-messages.ts'
import { titles } from './titles.ts'
import './plans.css'

type Row = CallOutput<'listPlanTemplates'>['rows'][number]

const limit = 50
const stamps: Record<Row['state'], StampState> = { draft: 'chg', published: 'done', withdrawn: 'excused' }

const columns: Column<Row>[] = [
  {
    id: 'name',
    head: words.columns.name,
    names: true,
    cell: (row) => (
      <>
        <a href={to(`/plan-templates/${row.templateId}`)}>{row.name}</a>
        <small> {words.by(row.orgName)}</small>
      </>
    ),
  },
  { id: 'year', head: words.columns.year, num: true, cell: (row) => row.year },
  { id: 'entries', head: words.columns.entries, num: true, cell: (row) => row.entryCount },
  {
    id: 'state',
    head: words.columns.state,
    cell: (row) => <StampWord state={stamps[row.state]}>{row.stateLabel}</StampWord>,
  },
  { id: 'plans', head: words.columns.plans, num: true, cell: (row) => row.plans },
]

/** Templates of plans at, above and below one's place. */
export default function TemplatesPage({ search }: PageProps) {
  const offset = readOffset(search)
  const list = useCall('listPlanTemplates', { query: { limit, offset } })
  return (
    <>
      <PageHead
        title={titles.templates}
        sub={words.sub}
        actions={
          <>
            <LinkButton href={to('/plans')}>{titles.plans}</LinkButton>
            {(list.data?.places.length ?? 0) > 0 && (
              <LinkButton href={to('/plan-templates/new')} tone="go">
                {words.add}
              </LinkButton>
            )}
          </>
        }
      />
      <Answer of={list}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty>{words.none}</Empty>
          ) : (
            <>
              <Ledger
                caption={words.table}
                columns={columns}
                parts={[{ id: 'templates', rows: data.rows }]}
                keyOf={(row) => row.templateId}
              />
              <Pager
                count={data.count}
                offset={offset}
                limit={limit}
                unit={words.unit}
                pathOf={(at) => withQuery('/plan-templates', { offset: at || undefined })}
              />
            </>
          )
        }
      </Answer>
    </>
  )
}
