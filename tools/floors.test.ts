import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findBreaches, findStaleCompositions, findUnplaced, findWebBreaches } from './floors.ts'
import { readImports } from './imports.ts'
import type { Floors } from './places.ts'

const { webCompositions: _, ...floors } = JSON.parse(readFileSync('tools/floors.json', 'utf8')) as Floors

/** The breaches of one made-up file, as it would be written. */
const judge = (path: string, source: string) => findBreaches(readImports(path, source), floors)

const good: [string, string][] = [
  [
    'web/features/points/page.tsx',
    `import type { Points } from '../../../contract/points.ts'; import 'react'`,
  ],
  ['web/lib/call.test.ts', `import { endpoints } from '../../contract/endpoints.ts'`],
  ['contract/points.ts', `import { z } from 'zod'; import { id } from './common.ts'`],
  ['server/core/audit/queries.ts', `import { sql } from 'kysely'`],
  ['server/core/context/context.ts', `import type { Kysely } from 'kysely'`],
  ['server/features/points/commands.ts', `import { recordFact } from '../facts/commands.ts'`],
  ['server/features/points/commands.ts', `import type { FactRow } from '../facts/queries.ts'`],
  ['server/features/points/queries-of-year.ts', `import { sql } from 'kysely'`],
  [
    'server/features/points/routes.ts',
    `import { listEntries } from './queries.ts'; import { endpoint } from '../../core/http/endpoint.ts'`,
  ],
  ['server/features/points/present.ts', `import type { listEntries } from './queries.ts'`],
  [
    'server/features/points/points.test.ts',
    `import { closeActivity } from '../activities/commands.ts'; import pg from 'pg'`,
  ],
  ['server/app.ts', `import { routes } from './features/points/routes.ts'`],
  ['server/cli/demo.ts', `import { buildDemo } from '../../demo/build.ts'`],
  ['e2e/year.test.ts', `import { startApp } from '../server/test/app.ts'`],
]

test.each(good)('%s may: %s', (path, source) => {
  expect(judge(path, source)).toEqual([])
})

const bad: [string, string, RegExp][] = [
  ['web/lib/a.ts', `import { now } from '../../server/core/clock/now.ts'`, /nothing of the server/],
  [
    'web/lib/a.ts',
    `import type { Ctx } from '../../server/core/context/context.ts'`,
    /nothing of the server/,
  ],
  ['web/lib/a.ts', `import { endpoints } from '../../contract/endpoints.ts'`, /only types from contract/],
  ['web/lib/a.ts', `import { type A, b } from '../../contract/endpoints.ts'`, /only types from contract/],
  ['contract/a.ts', `import { createHash } from 'node:crypto'`, /contract imports zod and itself/],
  [
    'contract/a.ts',
    `export type { Ctx } from '../server/core/context/context.ts'`,
    /contract imports zod and itself/,
  ],
  [
    'server/core/http/a.ts',
    `import type { Points } from '../../features/points/rules.ts'`,
    /core knows no feature/,
  ],
  ['server/core/http/a.ts', `import { app } from '../../app.ts'`, /core knows no feature/],
  [
    'server/core/http/a.ts',
    `const later = () => import('../../features/points/commands.ts')`,
    /core knows no feature/,
  ],
  [
    'server/core/http/a.ts',
    `type Later = import('../../features/points/commands.ts').Later`,
    /core knows no feature/,
  ],
  ['server/core/http/a.ts', `import { startApp } from '../../test/app.ts'`, /for tests/],
  [
    'server/core/http/a.ts',
    `import { Button } from '../../../web/ui/button.tsx'`,
    /the server imports nothing of web/,
  ],
  [
    'server/features/points/commands.ts',
    `import { buildDemo } from '../../../demo/build.ts'`,
    /only its command line/,
  ],
  ['server/cli/demo.ts', `import { Button } from '../../web/ui/button.tsx'`, /nothing of web/],
  ['server/core/http/a.ts', `import './a.test.ts'`, /nothing imports a test/],
  ['server/cli/doctor.ts', `import { sql } from 'kysely'`, /SQL stands in queries\.ts/],
  [
    'server/features/facts/commands.ts',
    `import { derive } from '../points/commands.ts'`,
    /facts \(facts\) imports only floors below it; points \(derive\) is not/,
  ],
  [
    'server/features/facts/commands.ts',
    `import type { Rule } from '../points/commands.ts'`,
    /imports only floors below/,
  ],
  [
    'server/features/worklists/commands.ts',
    `import { openCase } from '../cases/commands.ts'`,
    /imports only floors below/,
  ],
  [
    'server/features/unheard-of/commands.ts',
    `import { a } from '../facts/commands.ts'`,
    /unheard-of \(no floor\) imports only floors below/,
  ],
  [
    'server/features/points/queries.ts',
    `import { listFacts } from '../facts/queries.ts'`,
    /only commands\.ts, or a type/,
  ],
  ['server/features/points/commands.ts', `import { app } from '../../app.ts'`, /who lists it/],
  ['server/features/points/routes.ts', `import type { Kysely } from 'kysely'`, /room routes/],
  [
    'server/features/points/routes.ts',
    `import { inTransaction } from '../../core/db/transaction.ts'`,
    /room routes/,
  ],
  ['server/features/points/rules.ts', `import { listEntries } from './queries.ts'`, /room rules/],
  [
    'server/features/points/policy.ts',
    `import { endpoint } from '../../core/http/endpoint.ts'`,
    /room policy/,
  ],
  ['server/features/points/present.ts', `import * as q from './queries.ts'`, /room present/],
  ['server/features/points/commands.ts', `import type { FastifyRequest } from 'fastify'`, /room commands/],
  ['server/features/points/commands.ts', `import { sql } from 'kysely'`, /SQL stands in queries\.ts/],
]

test.each(bad)('%s may not: %s', (path, source, because) => {
  expect(judge(path, source).join('\n')).toMatch(because)
})

test('a folder without a floor, and one on two floors, are named', () => {
  const paths = ['server/features/lottery/commands.ts', 'server/features/points/commands.ts', 'server/app.ts']
  const twice = { derive: ['points'], facts: ['points'] }
  expect(findUnplaced(paths, floors)).toEqual(['server/features/lottery has no floor in tools/floors.json'])
  expect(findUnplaced(paths, twice)).toContain('points stands on two floors in tools/floors.json')
})

const compositions = { boards: { points: 'a figure opens to its entries' } }
const web = (path: string, source: string) => findWebBreaches(readImports(path, source), compositions)

const goodWeb: [string, string][] = [
  ['web/app/office/features.ts', `import { pointsOffice } from '../../features/points/office.ts'`],
  ['web/features/boards/why.tsx', `import { EntryWhy } from '../points/entry-chain.tsx'`],
  ['web/features/boards/page.tsx', `import './boards.css'; import { Sheet } from '../../ui/sheet.tsx'`],
  ['web/ui/sheet.tsx', `import { to } from '../lib/link.ts'; import './sheet.css'`],
]

test.each(goodWeb)('%s may: %s', (path, source) => {
  expect(web(path, source)).toEqual([])
})

const badWeb: [string, string, RegExp][] = [
  ['web/features/honours/form.tsx', `import { Pager } from '../activities/pager.tsx'`, /do not reach into/],
  ['web/features/honours/form.tsx', `import type { Person } from '../activities/a.ts'`, /do not reach into/],
  ['web/features/honours/form.tsx', `const a = () => import('../activities/a.tsx')`, /do not reach into/],
  ['web/features/honours/form.tsx', `import '../points/points.css'`, /do not reach into/],
  ['web/features/points/page.tsx', `import { Board } from '../boards/board.tsx'`, /do not reach into/],
  ['web/features/points/page.tsx', `import { Door } from '../../app/entry/door.tsx'`, /app that lists it/],
  ['web/ui/sheet.tsx', `import { words } from '../features/points/messages.ts'`, /know no feature/],
  ['web/ui/sheet.tsx', `import type { Door } from '../app/entry/door.tsx'`, /know no feature and no app/],
  ['web/lib/call.ts', `export { words } from '../features/points/messages.ts'`, /know no feature/],
  ['web/lib/call.ts', `import type { Person } from '../ui/member-picker.tsx'`, /below web\/ui/],
]

test.each(badWeb)('%s may not: %s', (path, source, because) => {
  expect(web(path, source).join('\n')).toMatch(because)
})

test('a composition that is gone, and a circle of them, are named', () => {
  const imports = readImports('web/features/a/a.ts', `import { b } from '../b/b.ts'`)
  expect(findStaleCompositions(imports, { a: { b: 'why' } })).toEqual([])
  expect(findStaleCompositions([], { a: { b: 'why' } })).toEqual([
    'a → b is named in tools/floors.json, but nothing of web composes them',
  ])
  const round = { a: { b: 'why' }, b: { c: 'why' }, c: { a: 'why' } }
  expect(findStaleCompositions(imports, round)).toContain(
    'a → b of tools/floors.json leads back to where it starts',
  )
})

test('a file that cannot be parsed is an error, not a file without imports', () => {
  expect(() => readImports('a.ts', 'import { from')).toThrow(/a\.ts: /)
})
