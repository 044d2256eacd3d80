import './grids.css'
import { useState } from 'react'
import { to } from '../../lib/link.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Empty } from '../../ui/states.tsx'
import { HouseholdForm, type Register } from './household-form.tsx'
import { HouseholdItem } from './household-rows.tsx'
import { householdWords as words } from './messages.ts'

export const pageSize = 50

type BodyProps = { register: Register; orgId: number; offset: number; stale: boolean }

/** The register of one grid, or what of it nobody has looked at for half a year. */
export function HouseholdsBody({ register, orgId, offset, stale }: BodyProps) {
  const [adding, setAdding] = useState(false)
  const { rows, count, staleCount, places, abilities } = register
  const path = `/grids/${orgId}/households`
  return (
    <div className="grids">
      <p className="note">{words.sub}</p>
      <div className="grid-acts">
        {abilities.write && (
          <Button tone="go" onPress={() => setAdding(true)}>
            {words.add}
          </Button>
        )}
        {stale ? (
          <LinkButton href={to(path)}>{words.all}</LinkButton>
        ) : (
          <LinkButton href={to(`${path}?stale=true`)}>{words.stale(staleCount)}</LinkButton>
        )}
      </div>
      {rows.length === 0 ? (
        <Empty>{stale ? words.noneStale : words.empty}</Empty>
      ) : (
        <ul className="tasks">
          {rows.map((row) => (
            <HouseholdItem key={row.householdId} row={row} register={register} orgId={orgId} />
          ))}
        </ul>
      )}
      <Pager
        count={count}
        offset={offset}
        limit={pageSize}
        unit={words.unit}
        pathOf={(next) => `${path}?offset=${next}${stale ? '&stale=true' : ''}`}
      />
      {adding && <HouseholdForm orgId={orgId} places={places} onClose={() => setAdding(false)} />}
    </div>
  )
}
