import './grids.css'
import { useState } from 'react'
import { to } from '../../lib/link.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { HouseholdForm, type Register } from './household-form.tsx'
import { HouseholdItem } from './household-rows.tsx'
import { householdWords as words } from './messages.ts'
import type { LookedAt } from './use-register.ts'

/** Where one types what one looks for; it stays while the answer changes. */
function Search({ of }: { of: LookedAt }) {
  return (
    <TextField
      label={words.search}
      hint={words.searchHint}
      type="search"
      value={of.typed}
      onType={of.type}
      autoComplete="off"
      maxLength={40}
    />
  )
}

const emptyWords = { stale: words.noneStale, waiting: words.noneWaiting } as const

function sayNone({ sought, only }: LookedAt): string {
  if (sought) return words.noneFound
  return only ? emptyWords[only] : words.empty
}

type ActsProps = { register: Register; of: LookedAt; onAdd: () => void; imports: boolean }

/** What one does with the register, and the parts of it that wait for somebody. */
function Acts({ register, of, onAdd, imports }: ActsProps) {
  const { staleCount, waitingCount, abilities } = register
  const path = `/grids/${of.orgId}/households`
  return (
    <div className="grid-acts">
      {abilities.write && (
        <Button tone="go" onPress={onAdd}>
          {words.add}
        </Button>
      )}
      {of.only && <LinkButton href={to(path)}>{words.all}</LinkButton>}
      {of.only !== 'waiting' && waitingCount > 0 && (
        <LinkButton href={to(`${path}?waiting=true`)}>{words.waiting(waitingCount)}</LinkButton>
      )}
      {of.only !== 'stale' && (
        <LinkButton href={to(`${path}?stale=true`)}>{words.stale(staleCount)}</LinkButton>
      )}
      {imports && abilities.write && <LinkButton href={to('/imports/households')}>{words.import}</LinkButton>}
    </div>
  )
}

function Rows({ register, of }: { register: Register; of: LookedAt }) {
  const { rows, count } = register
  const { orgId, only, sought, offset, limit } = of
  if (rows.length === 0) return <Empty>{sayNone(of)}</Empty>
  return (
    <>
      <ul className="tasks">
        {rows.map((row) => (
          <HouseholdItem key={row.householdId} row={row} register={register} orgId={orgId} />
        ))}
      </ul>
      {sought ? (
        count > rows.length && <p className="note">{words.moreFound(count)}</p>
      ) : (
        <Pager
          count={count}
          offset={offset}
          limit={limit}
          unit={words.unit}
          pathOf={(next) => `/grids/${orgId}/households?offset=${next}${only ? `&${only}=true` : ''}`}
        />
      )}
    </>
  )
}

/** The register of one grid, or what of it somebody looks for or should look at. */
export function HouseholdsBody({ of, imports = false }: { of: LookedAt; imports?: boolean }) {
  const [adding, setAdding] = useState(false)
  const { orgId, list } = of
  return (
    <div className="grids">
      <p className="note">{words.sub}</p>
      <Search of={of} />
      <Answer of={list}>
        {(register) => (
          <>
            <Acts register={register} of={of} imports={imports} onAdd={() => setAdding(true)} />
            <Rows register={register} of={of} />
            {adding && (
              <HouseholdForm orgId={orgId} places={register.places} onClose={() => setAdding(false)} />
            )}
          </>
        )}
      </Answer>
    </div>
  )
}
