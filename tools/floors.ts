import type { Import } from './imports.ts'
import { type Floors, type Place, placeOf, type Room } from './places.ts'
import { isTest } from './project-files.ts'

type Edge = { from: Place; to: Place; typeOnly: boolean }

/** A feature of web → those whose pieces it takes in → what for: `webCompositions` of tools/floors.json. */
export type Compositions = Readonly<Record<string, Readonly<Record<string, string>>>>
type Rule = { breaks: (edge: Edge) => boolean; because: (edge: Edge) => string }

const databases = ['npm:kysely', 'npm:pg']
const webServers = ['npm:fastify', 'npm:fastify-type-provider-zod']

/** What a room of a feature never takes in as a value; packages not even as a type. */
const closed: Partial<
  Record<Room, { rooms: readonly Room[]; paths: readonly string[]; packages: readonly string[] }>
> = {
  routes: { rooms: [], paths: ['server/core/db/'], packages: databases },
  commands: { rooms: ['routes', 'present'], paths: ['server/core/http/'], packages: webServers },
  queries: { rooms: ['routes', 'commands', 'present'], paths: ['server/core/http/'], packages: webServers },
  rules: pureRoom(),
  policy: pureRoom(),
  present: pureRoom(),
}

function pureRoom() {
  const paths = ['server/core/db/', 'server/core/http/', 'server/core/jobs/', 'server/core/files/']
  return { rooms: ['routes', 'commands', 'queries'], paths, packages: [...databases, ...webServers] } as const
}

const rules: readonly Rule[] = [
  {
    breaks: ({ to }) => isTest(to.path),
    because: () => 'nothing imports a test',
  },
  {
    breaks: ({ from, to }) => from.kind === 'web' && !['web', 'contract', 'package'].includes(to.kind),
    because: () => 'web imports web and the types of contract, nothing of the server',
  },
  {
    breaks: ({ from, to, typeOnly }) =>
      from.kind === 'web' && to.kind === 'contract' && !typeOnly && !from.test,
    because: () => 'web takes only types from contract: its schemas do not travel to a phone',
  },
  {
    breaks: ({ from, to }) =>
      from.kind === 'contract' && !from.test && to.kind !== 'contract' && to.path !== 'npm:zod',
    because: () => 'contract imports zod and itself, so that both sides can import it',
  },
  {
    breaks: ({ from, to }) =>
      isServer(from) && (to.kind === 'web' || (to.kind === 'outside' && from.kind !== 'server')),
    because: () => 'the server imports nothing of web; only its command line may know the demonstration',
  },
  {
    breaks: ({ from, to }) => isServer(from) && !from.test && isServer(to) && to.test,
    because: () => 'server/test is for tests',
  },
  {
    breaks: ({ from, to }) => from.kind === 'core' && !from.test && ['feature', 'server'].includes(to.kind),
    because: () => 'core knows no feature, nor the list of them',
  },
  {
    breaks: ({ from, to }) => from.kind === 'feature' && !from.test && to.kind === 'server',
    because: () => 'a feature does not know who lists it',
  },
  {
    breaks: (edge) => isForeign(edge) && !isLower(edge.from, edge.to),
    because: ({ from, to }) => `${nameFloor(from)} imports only floors below it; ${nameFloor(to)} is not`,
  },
  {
    breaks: (edge) => isForeign(edge) && edge.to.room !== 'commands' && !edge.typeOnly,
    because: () =>
      "of another feature only commands.ts, or a type, may be imported; its rows are selected in one's own queries.ts",
  },
  {
    breaks: (edge) => !edge.from.test && isClosed(edge),
    because: ({ from }) => `the room ${from.room} of a feature does not touch this`,
  },
  {
    breaks: ({ from, to, typeOnly }) =>
      isServer(from) && !from.test && databases.includes(to.path) && !typeOnly && !holdsSql(from),
    because: () => 'SQL stands in queries.ts, server/core and migrations only',
  },
]

/** What of web may not import what, whether value or type; the first that fits says why. */
const webRules: readonly { from: RegExp; to: RegExp; because: string }[] = [
  {
    from: /^web\/(ui|lib)\//,
    to: /^web\/(features|app)\//,
    because: 'web/ui and web/lib know no feature and no app',
  },
  { from: /^web\/lib\//, to: /^web\/ui\//, because: 'web/lib stands below web/ui' },
  { from: /^web\/features\//, to: /^web\/app\//, because: 'a feature does not know the app that lists it' },
]

/** Each import that breaks a rule of docs/architecture.md, as a sentence a line. */
export function findBreaches(imports: readonly Import[], floors: Floors): string[] {
  return imports.flatMap((item) => {
    const edge = { from: placeOf(item.from, floors), to: placeOf(item.to, floors), typeOnly: item.typeOnly }
    const broken = rules.filter(({ breaks }) => breaks(edge))
    return broken.map(({ because }) => `${item.from} → ${item.to}: ${because(edge)}`)
  })
}

/** Each import of web that goes up, or from one feature to another where no composition is named. */
export function findWebBreaches(imports: readonly Import[], compositions: Compositions): string[] {
  return imports.flatMap((item) => {
    const { from, to } = item
    const broken = webRules.find((rule) => rule.from.test(from) && rule.to.test(to))
    if (broken) return `${from} → ${to}: ${broken.because}`
    const pair = webPairOf(item)
    if (!pair || compositions[pair.from]?.[pair.to] !== undefined) return []
    const because =
      'features of web do not reach into each other; what both show belongs in web/ui, or is named'
    return `${from} → ${to}: ${because} as a composition in tools/floors.json`
  })
}

/** Compositions that are named and no longer there, and those that go round in a circle. */
export function findStaleCompositions(imports: readonly Import[], compositions: Compositions): string[] {
  const there = new Set(imports.map(webPairOf).map((pair) => pair && `${pair.from} → ${pair.to}`))
  const named = Object.entries(compositions).flatMap(([from, of]) =>
    Object.keys(of).map((to) => ({ pair: `${from} → ${to}`, from, to })),
  )
  const stale = named.filter(({ pair }) => !there.has(pair))
  const round = named.filter(({ from, to }) => reaches(to, from, compositions))
  return [
    ...stale.map(({ pair }) => `${pair} is named in tools/floors.json, but nothing of web composes them`),
    ...round.map(({ pair }) => `${pair} of tools/floors.json leads back to where it starts`),
  ]
}

function webPairOf({ from, to }: Import): { from: string; to: string } | undefined {
  const [one, other] = [from, to].map((path) => /^web\/features\/([^/]+)\//.exec(path)?.[1])
  return one === undefined || other === undefined || one === other ? undefined : { from: one, to: other }
}

function reaches(from: string, to: string, compositions: Compositions, seen = new Set<string>()): boolean {
  if (from === to) return true
  if (seen.has(from)) return false
  seen.add(from)
  return Object.keys(compositions[from] ?? {}).some((next) => reaches(next, to, compositions, seen))
}

/** Folders in server/features that no floor names, and features that two floors name. */
export function findUnplaced(paths: readonly string[], floors: Floors): string[] {
  const all = Object.values(floors).flat()
  const present = new Set(paths.flatMap((path) => /^server\/features\/([^/]+)\//.exec(path)?.[1] ?? []))
  return [
    ...[...present]
      .filter((name) => !all.includes(name))
      .map((name) => `server/features/${name} has no floor in tools/floors.json`),
    ...all
      .filter((name, at) => all.indexOf(name) !== at)
      .map((name) => `${name} stands on two floors in tools/floors.json`),
  ]
}

function isServer({ kind }: Place): boolean {
  return ['server', 'core', 'feature', 'migrations'].includes(kind)
}

function isForeign({ from, to }: Edge): boolean {
  return from.kind === 'feature' && to.kind === 'feature' && !from.test && from.feature !== to.feature
}

function isLower(from: Place, to: Place): boolean {
  return from.kind === 'feature' && to.kind === 'feature' && from.height !== -1 && from.height < to.height
}

function nameFloor(place: Place): string {
  return place.kind === 'feature' ? `${place.feature} (${place.floor})` : place.kind
}

function holdsSql({ kind, room }: Place): boolean {
  return room === 'queries' || kind === 'migrations' || kind === 'core'
}

function isClosed({ from, to, typeOnly }: Edge): boolean {
  const never = from.kind === 'feature' ? closed[from.room] : undefined
  if (!never || from.kind !== 'feature') return false
  if (never.packages.includes(to.path)) return true
  const ownRoom = to.kind === 'feature' && to.feature === from.feature && never.rooms.includes(to.room)
  return !typeOnly && (ownRoom || never.paths.some((path) => to.path.startsWith(path)))
}
