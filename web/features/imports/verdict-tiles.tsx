import { to } from '../../lib/link.ts'
import { Stamp, type StampState } from '../../ui/stamp.tsx'
import type { Import } from './import-types.ts'
import { messages } from './messages.ts'
import { addressOf, type Show, type Verdict, verdicts } from './rows-address.ts'

const words = messages.tiles

export const verdictStamps: Partial<Record<Verdict, { state: StampState; char?: string }>> = {
  add: { state: 'add' },
  change: { state: 'chg' },
  refuse: { state: 'error', char: '拒' },
  duplicate: { state: 'miss', char: '重' },
  elsewhere: { state: 'due', char: '核' },
}

type Tile = {
  show: Show
  label: string
  count: number
  stamp?: { state: StampState; char?: string } | undefined
}

function tilesOf({ state, counts, accepted }: Import): Tile[] {
  const differing = verdicts.filter((verdict) => verdict !== 'same').map((verdict) => counts[verdict])
  const first: Tile =
    state === 'ready'
      ? { show: 'differing', label: words.differing, count: differing.reduce((sum, one) => sum + one, 0) }
      : { show: 'written', label: words.written, count: accepted.all }
  const kinds = verdicts.map((verdict) => ({
    show: verdict,
    label: messages.verdicts[verdict],
    count: counts[verdict],
    stamp: verdictStamps[verdict],
  }))
  return [first, ...kinds]
}

/** The rows by what they come to, as many links; and what becomes of the register. */
export function VerdictTiles({ found, show }: { found: Import; show: Show }) {
  const { register } = found
  const said = found.what === 'members' ? words : messages.households
  return (
    <div className="tiles" role="group" aria-label={words.label}>
      {tilesOf(found).map((tile) => (
        <a
          key={tile.show}
          href={to(addressOf(found.importId, tile.show))}
          aria-current={tile.show === show ? 'true' : undefined}
        >
          <span>
            {tile.stamp && <Stamp {...tile.stamp} />}
            {tile.label}
          </span>
          <b>{tile.count}</b>
        </a>
      ))}
      {register && found.state === 'ready' && (
        <p>
          {said
            .register(register.now, register.after)
            .map((part, at) =>
              typeof part === 'number' ? <b key={at}>{part}</b> : <span key={at}>{part}</span>,
            )}
          <br />
          {said.untouched(register.untouched)}
        </p>
      )}
    </div>
  )
}
