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

export type Only = 'stale' | 'waiting' | undefined

/** What an address of the register leaves out. */
export function readOnly(search: URLSearchParams): Only {
  if (search.get('waiting') === 'true') return 'waiting'
  return search.get('stale') === 'true' ? 'stale' : undefined
}

type BodyProps = { register: Register; orgId: number; offset: number; only: Only; imports?: true }

/** The register of one grid, or what of it somebody should look at. */
const emptyWords = { stale: words.noneStale, waiting: words.noneWaiting } as const

export function HouseholdsBody({ register, orgId, offset, only, imports }: BodyProps) {
  const [adding, setAdding] = useState(false)
  const { rows, count, staleCount, waitingCount, places, abilities } = register
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
        {only && <LinkButton href={to(path)}>{words.all}</LinkButton>}
        {only !== 'waiting' && waitingCount > 0 && (
          <LinkButton href={to(`${path}?waiting=true`)}>{words.waiting(waitingCount)}</LinkButton>
        )}
        {only !== 'stale' && (
          <LinkButton href={to(`${path}?stale=true`)}>{words.stale(staleCount)}</LinkButton>
        )}
        {imports && abilities.write && (
          <LinkButton href={to('/imports/households')}>{words.import}</LinkButton>
        )}
      </div>
      {rows.length === 0 ? (
        <Empty>{only ? emptyWords[only] : words.empty}</Empty>
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
        pathOf={(next) => `${path}?offset=${next}${only ? `&${only}=true` : ''}`}
      />
      {adding && <HouseholdForm orgId={orgId} places={places} onClose={() => setAdding(false)} />}
    </div>
  )
}
