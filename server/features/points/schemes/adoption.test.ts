import { describe, expect, it } from 'vitest'
import { type SchemeVersion, schemeVersion } from '../../../../contract/scheme-version.ts'
import * as contract from '../../../../contract/schemes.ts'
import { newId } from '../../../core/ids.ts'
import { useTestApp } from '../../../test/app.ts'
import { buildTree } from '../../../test/tree.ts'

const test = useTestApp()

const rule = { code: 'R1', name: '调解', class: 'bonus', factKind: 'attendance', points: 300 } as const
const version = (more: object = {}): SchemeVersion =>
  schemeVersion.parse({ validFrom: '2026-01-01', rules: [rule], ...more })
const own = { rules: [{ ...rule, code: 'X' }], floor: 0, ceiling: 2000 }
const latitude = { classes: ['bonus'], most: 2000 }

/** A township that has adopted a scheme for all below, and somebody who publishes and adopts what a branch adds. */
async function above(terms: object) {
  const tree = await buildTree(test)
  const author = await test.person('township-officer', tree.township)
  const second = await test.person('township-officer', tree.township)
  const publish = async (orgId: number, of: SchemeVersion) => {
    const body = { orgId, name: newId(), version: of }
    const made = (await author.ask(contract.createScheme, { body })).body
    const answer = await second.ask(contract.publishVersion, { params: made, body: {} })
    return { ...made, answer }
  }
  const adopt = (schemeId: string, orgId: number) =>
    second.ask(contract.adoptScheme, { params: { schemeId }, body: { orgId, validFrom: '2026-01-01' } })
  const upper = await publish(tree.township, version(terms))
  expect((await adopt(upper.schemeId, tree.township)).status).toBe(200)
  return { tree, author, second, publish, adopt, upper }
}

describe('what a branch adds to the scheme above it', () => {
  it('is refused where the one above leaves nothing', async () => {
    const { tree, publish, adopt } = await above({})
    const { schemeId } = await publish(tree.branch, version(own))
    expect((await adopt(schemeId, tree.branch)).error.message).toMatch(/没有留出/)
  })

  it('counts within the classes and the points that are left to it', async () => {
    const { tree, publish, adopt } = await above({ latitude })
    const { schemeId } = await publish(tree.branch, version(own))
    expect((await adopt(schemeId, tree.branch)).status).toBe(200)
  })

  it.each([
    ['another class', { ...own, rules: [{ ...rule, class: 'base' }] }, 'rules.0.class'],
    ['more points', { ...own, ceiling: 2100 }, 'ceiling'],
    ['more points over four quarters', { ...own, cycle: 'quarter', ceiling: 600 }, 'ceiling'],
    ['no ceiling', { ...own, ceiling: null }, 'ceiling'],
    ['no floor', { ...own, floor: null }, 'floor'],
    ['a start value', { ...own, startPoints: 100, floor: 0 }, 'startPoints'],
  ])('is refused with %s', async (_what, terms, field) => {
    const { tree, publish, adopt } = await above({ latitude })
    const { schemeId } = await publish(tree.branch, version(terms))
    expect((await adopt(schemeId, tree.branch)).error).toMatchObject({ code: 'input.invalid', field })
  })

  it('is looked at again when a new version of it is published', async () => {
    const { tree, author, second, publish, adopt } = await above({ latitude })
    const { schemeId } = await publish(tree.branch, version(own))
    await adopt(schemeId, tree.branch)
    const next = version({ ...own, validFrom: '2027-01-01', ceiling: 9000 })
    const saved = await author.ask(contract.saveDraft, { params: { schemeId }, body: next })
    const params = { schemeId, versionId: saved.body.versionId }
    const answer = await second.ask(contract.publishVersion, { params, body: {} })
    expect(answer.error).toMatchObject({ code: 'input.invalid', field: 'ceiling' })
  })
})

it('refuses two organisations that would follow each other in a circle', async () => {
  const { tree, publish, adopt } = await above({ latitude })
  const one = await publish(tree.branch, version(own))
  const other = await publish(tree.sibling, version(own))
  expect((await adopt(one.schemeId, tree.sibling)).status).toBe(200)
  const answer = await adopt(other.schemeId, tree.branch)
  expect(answer.error).toMatchObject({ code: 'input.invalid', field: 'body.orgId' })
  expect(answer.error.message).toMatch(/圈/)
})
