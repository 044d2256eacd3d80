import { carriedChanged } from './changed.ts'
import { inStores, ownRange, whenRead } from './database.ts'
import { carriedNow, readFlag, writeFlag } from './flag.ts'
import { forgetKnownKeys, keyId } from './keys.ts'

/** Everything that was carried by whomever, with the key that opened it. What waits to be sent is not touched. */
export async function eraseCarried(): Promise<void> {
  const owner = readFlag()?.owner
  await inStores('readwrite', ['keys', 'state', 'rows', 'entries'], ({ keys, state, rows, entries }) => {
    if (owner) keys.delete(keyId('carried', owner))
    for (const store of [state, rows, entries]) store.clear()
  })
  forgetKnownKeys()
  writeFlag(undefined)
  carriedChanged.tell()
}

type Timed = { id: string; until: number }

/** What is over its time: an entry or a kept answer by itself, everything of households with the register. */
export async function sweepCarried(): Promise<void> {
  const flag = readFlag()
  if (!flag) return
  const now = carriedNow()
  const names = ['state', 'rows', 'entries'] as const
  const left = await inStores<number[]>('readwrite', names, ({ state, rows, entries }, give) => {
    whenRead(state.getAll() as IDBRequest<Timed[]>, (kept) => {
      for (const one of kept) if (one.until <= now) state.delete(one.id)
      const standing = kept.filter(({ until }) => until > now)
      const untils = standing.map(({ until }) => until)
      // The register's record has the number of its person alone.
      if (!standing.some(({ id }) => id === flag.owner)) {
        for (const store of [rows, entries]) store.clear()
        return give(untils)
      }
      whenRead(entries.getAll(ownRange(flag.owner)) as IDBRequest<Timed[]>, (all) => {
        for (const entry of all) if (entry.until <= now) entries.delete(entry.id)
        give([...untils, ...all.map(({ until }) => until).filter((until) => until > now)])
      })
    })
  })
  if (!left || left.length === 0) return eraseCarried()
  writeFlag({ ...flag, until: Math.min(...left), seen: now })
  carriedChanged.tell()
}

/** At sign-out: nothing half written stays on a shared phone. */
export async function eraseDrafts(owner: string): Promise<void> {
  await inStores('readwrite', ['drafts'], ({ drafts }) => {
    drafts.delete(ownRange(owner))
  })
}
