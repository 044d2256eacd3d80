import { beforeAll, describe, expect, it } from 'vitest'
import { useTestApp } from '../../../test/app.ts'
import { registerFile, useImports } from '../../../test/imports.ts'
import { newIdNumber, register } from '../../../test/members.ts'
import { buildTree, type Tree } from '../../../test/tree.ts'

const test = useTestApp()
const imports = useImports(test)
let tree: Tree

beforeAll(async () => {
  tree = await buildTree(test)
})

describe('x', () => {
  it('y', async () => {
    const secretary = await test.person('branch-secretary', tree.branch)
    const known = newIdNumber()
    await register(test, [{ orgId: tree.branch, name: '林秀兰', idNumber: known, job: '务农' }])
    const found = await imports.dryRun(
      secretary,
      tree.branch,
      await registerFile([
        { name: '林秀兰', idNumber: known, job: '经商' },
        { name: '王伟', idNumber: newIdNumber(), category: 'full' },
      ]),
    )
    console.log(JSON.stringify(found, null, 1))
    console.log(JSON.stringify([...(await imports.rows(secretary, found.importId))], null, 1))
    const before = await imports.hash(tree.branch)
    const applied = await imports.apply(secretary, found.importId)
    console.log(applied.status, applied.body)
    expect(await imports.hash(tree.branch)).not.toBe(before)
    const undone = await imports.undo(secretary, found.importId)
    console.log(undone.status, undone.body)
    expect(await imports.hash(tree.branch)).toBe(before)
  })
})
