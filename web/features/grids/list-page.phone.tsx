import '../../ui/due-row.css'
import { to } from '../../lib/link.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { figureLabels, messages } from './messages.ts'
import { type Grid, namesOf } from './outlines.ts'

const figures = Object.keys(figureLabels) as (keyof typeof figureLabels)[]

function sayFigures({ figures: known }: Grid): string {
  return figures.map((one) => `${figureLabels[one]} ${known[one] ?? messages.unknown}`).join('　')
}

function Row({ grid }: { grid: Grid }) {
  const head = namesOf(grid, 'head') || messages.nobody
  return (
    <li className="task">
      <div>
        <b>{grid.name}</b>
        <span>{sayFigures(grid)}</span>
        <span>
          {messages.head} {head}
          {grid.isStale && `　${grid.countedOn ? messages.stale : messages.notCounted}`}
        </span>
      </div>
      <LinkButton href={to(`/grids/${grid.orgId}`)} label={`${messages.look}${grid.name}`}>
        {messages.look}
      </LinkButton>
    </li>
  )
}

export default function ListPage() {
  const list = useCall('listGrids', { query: { limit: 100 } })
  return (
    <Screen title={messages.title} back="/record">
      <Answer of={list}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{messages.empty}</Empty>
          ) : (
            <ul className="tasks">
              {rows.map((grid) => (
                <Row key={grid.orgId} grid={grid} />
              ))}
            </ul>
          )
        }
      </Answer>
    </Screen>
  )
}
