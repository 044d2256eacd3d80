import { basename } from 'node:path/posix'
import { isTest } from './project-files.ts'

/** Floor → its features, the highest floor first: what tools/floors.json holds. */
export type Floors = Readonly<Record<string, readonly string[]>>

export const rooms = ['routes', 'commands', 'rules', 'policy', 'queries', 'present'] as const
export type Room = (typeof rooms)[number] | 'other'

type Kind = 'web' | 'contract' | 'core' | 'migrations' | 'server' | 'outside' | 'package'

/** Where a file stands in the design. `height`: 0 is the highest floor; -1, a feature that no floor names. */
export type Place = { path: string; test: boolean; room: Room } & (
  | { kind: Kind }
  | { kind: 'feature'; feature: string; floor: string; height: number }
)

const folders = [
  ['web/', 'web'],
  ['contract/', 'contract'],
  ['server/core/', 'core'],
  ['server/migrations/', 'migrations'],
  ['server/', 'server'],
  ['npm:', 'package'],
  ['node:', 'package'],
] as const

/** `path` is relative to the root; a package is written `npm:kysely` or `node:fs`. */
export function placeOf(path: string, floors: Floors): Place {
  const file = { path, test: isTest(path) || path.startsWith('server/test/'), room: roomOf(path) }
  const feature = /^server\/features\/([^/]+)\//.exec(path)?.[1]
  if (feature !== undefined) return { ...file, kind: 'feature', feature, ...floorOf(feature, floors) }
  const kind = folders.find(([start]) => path.startsWith(start))?.[1] ?? 'outside'
  return { ...file, kind }
}

function floorOf(feature: string, floors: Floors): { floor: string; height: number } {
  const names = Object.keys(floors)
  const height = names.findIndex((floor) => floors[floor]?.includes(feature))
  return { floor: names[height] ?? 'no floor', height }
}

/** `queries.ts`, `platform-queries.ts` and `queries-of-year.ts` are the same room. */
function roomOf(path: string): Room {
  const words = basename(path).split('.')[0]?.split('-') ?? []
  return rooms.find((room) => words.includes(room)) ?? 'other'
}
