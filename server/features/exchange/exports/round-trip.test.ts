import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import type { RegisterValues } from '../../../../contract/register.ts'
import { exportRegister } from '../../../../contract/register-exports.ts'
import { newId } from '../../../core/ids.ts'
import { type Person, useTestApp } from '../../../test/app.ts'
import { readCells, registerFile, useImports } from '../../../test/imports.ts'
import { registerRow } from '../../../test/imports-registers.ts'
import { buildOrg, buildTree, type Tree } from '../../../test/tree.ts'
import { addMembers, removeUntouched } from '../../members/commands.ts'

const test = useTestApp()
const imports = useImports(test)
let tree: Tree

beforeAll(async () => {
  tree = await buildTree(test)
})

let made = 0
async function ownBranch(): Promise<{ orgId: number; person: Person }> {
  made += 1
  const orgId = await buildOrg(test, { kind: 'branch', parentId: tree.committee, name: `第${made}回支部` })
  return { orgId, person: await test.person('branch-secretary', orgId) }
}

/** A register as its members would be entered; what it derives is not part of it. */
const people = (minLength: number) =>
  fc
    .uniqueArray(registerRow, { minLength, maxLength: 6, selector: (values) => values.idNumber })
    .map((rows) =>
      rows.map(
        ({ branchName: _branch, committeeName: _committee, age: _age, ...values }): RegisterValues => values,
      ),
    )

async function enter(orgId: number, rows: readonly RegisterValues[]) {
  return test.system((ctx) =>
    addMembers(
      ctx,
      rows.map((values) => ({
        memberId: newId(),
        orgId,
        values: values as RegisterValues & { name: string },
      })),
      { reason: '测试' },
    ),
  )
}

async function exportInClear(person: Person, orgId: number): Promise<Buffer> {
  const clear = { reason: '往返核对' }
  const answer = await person.ask(exportRegister, { body: { orgId, columns: 'all', clear } })
  expect(answer.status).toBe(200)
  return answer.body as unknown as Buffer
}

/** Takes every row of a file, the guessed ones too. */
async function importAll(person: Person, orgId: number, file: Buffer): Promise<string> {
  const { importId } = await imports.dryRun(person, orgId, file)
  const rows = [...(await imports.rows(person, importId)).values()]
  const lines = rows.filter((row) => row.abilities.accept).map((row) => row.line)
  if (lines.length > 0) await imports.decide(person, importId, true, lines)
  expect((await imports.apply(person, importId)).status).toBe(lines.length > 0 ? 200 : 400)
  return importId
}

it('a register that was exported in clear and is imported into an empty branch is the same register', async () => {
  await fc.assert(
    fc.asyncProperty(people(1), async (rows) => {
      const { orgId, person } = await ownBranch()
      const written = await enter(orgId, rows)
      const before = await imports.hash(orgId)
      const first = await exportInClear(person, orgId)
      // Nothing is left to be changed by it.
      const same = await imports.dryRun(person, orgId, first)
      expect(same.counts).toMatchObject({ same: rows.length, add: 0, change: 0, refuse: 0 })

      await test.system((ctx) => removeUntouched(ctx, written))
      await importAll(person, orgId, first)
      const second = await exportInClear(person, orgId)
      expect(await readCells(second)).toEqual(await readCells(first))
      expect(await imports.hash(orgId)).toBe(before)
    }),
    { numRuns: 12 },
  )
}, 120_000)

it('an import that is undone leaves the register as it was, whatever it held', async () => {
  await fc.assert(
    fc.asyncProperty(people(0), people(1), fc.array(fc.nat(5)), async (held, others, mixed) => {
      const { orgId, person } = await ownBranch()
      const numbers = new Set(held.map((values) => values.idNumber))
      await enter(orgId, held)
      const before = await imports.hash(orgId)
      // New people, and those who are there with what others say of themselves.
      const added = others.filter((values) => !numbers.has(values.idNumber))
      const changed = held.map((values, i) => ({
        ...others[(mixed[i] ?? i) % others.length],
        idNumber: values.idNumber,
      }))
      const file = await registerFile([...added, ...changed] as RegisterValues[])
      const importId = await importAll(person, orgId, file)
      const { state } = await imports.look(person, importId)
      const undone = state === 'applied' ? (await imports.undo(person, importId)).status : 200
      expect(undone).toBe(200)
      expect(await imports.hash(orgId)).toBe(before)
      await test.system(async (ctx) => {
        const left = ctx.db.selectFrom('members').select(['member_id', 'version'])
        const rows = await left.where('county_id', '=', ctx.county).where('org_id', '=', orgId).execute()
        await removeUntouched(
          ctx,
          rows.map((row) => ({ memberId: row.member_id, version: row.version })),
        )
      })
    }),
    { numRuns: 12 },
  )
}, 120_000)
