import '../../ui/due-row.css'
import { to } from '../../lib/link.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { householdWords } from './messages.ts'

const words = householdWords.byGrid

/** By grid, what of the register somebody should look at. */
export default function ByGridPage() {
  const list = useCall('listStaleHouseholds', { query: { limit: 100 } })
  return (
    <Screen title={words.title} back="/record">
      <Answer of={list}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{words.none}</Empty>
          ) : (
            <ul className="tasks">
              {rows.map(({ orgId, name, households, stale, waiting }) => (
                <li key={orgId} className="task">
                  <div>
                    <b>{name}</b>
                    <span>{words.line(households, stale, waiting)}</span>
                  </div>
                  <LinkButton
                    href={to(`/grids/${orgId}/households${stale > 0 ? '?stale=true' : ''}`)}
                    label={stale > 0 ? words.lookStale(name) : words.lookAt(name)}
                  >
                    {words.look}
                  </LinkButton>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Screen>
  )
}
