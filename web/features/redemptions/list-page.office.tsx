import './redemptions.css'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'
import { formatYuan } from './yuan.ts'

const words = messages.list

export default function ListPage() {
  const { today } = useSession()
  const list = useCall('listProgrammes', {})
  const mayOpen = (list.data?.mayOpenAt.length ?? 0) > 0
  return (
    <>
      <PageHead
        title={titles.list}
        sub={words.sub}
        actions={mayOpen && <LinkButton href={to('/redemptions/new')}>{words.open}</LinkButton>}
      />
      <Answer of={list}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{words.empty}</Empty>
          ) : (
            <ul className="tasks">
              {rows.map((row) => (
                <li className="task" key={row.programmeId}>
                  <div>
                    <b>{row.name}</b>
                    <span>
                      <em>{row.stateLabel}</em>
                      {[
                        row.orgName,
                        words.span(formatDay(row.validFrom, today), formatDay(row.validTo, today)),
                      ].join('　')}
                    </span>
                    <span>
                      {[
                        words.money(formatYuan(row.spentFen), formatYuan(row.budgetFen)),
                        words.waiting(row.waiting),
                      ].join('　')}
                    </span>
                  </div>
                  <LinkButton href={to(`/redemptions/${row.programmeId}`)} label={words.lookLabel(row.name)}>
                    {words.look}
                  </LinkButton>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </>
  )
}
