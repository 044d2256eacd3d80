import { beforeEach, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/requirements.ts'
import { newId } from '../../core/ids.ts'
import { useTestApp } from '../../test/app.ts'
import { cellDue, declare, goTo, termsOf } from '../../test/duties.ts'
import { byNumber } from '../../test/members.ts'
import { buildOrg, buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree

beforeEach(async () => {
  goTo(test, '2026-11-20')
  tree = await buildTree(test)
})
const officer = () => test.person('township-officer', tree.township)
const bodyOf = (orgId: number) => ({ orgId, validFrom: '2026-01-01', terms: termsOf('theme-day') })

describe('declaring', () => {
  it('asks it of everyone below, says it in words and lists it with the templates', async () => {
    const by = await officer()
    const requirementId = await declare(by, tree.township, 'theme-day')
    const { body } = await by.ask(contract.listRequirements)
    const row = body.rows.find((one) => one.requirementId === requirementId)
    expect(row).toMatchObject({
      sentence: '每月 10 日，可以有自己的日子，过后 20 天内能补',
      orgName: '青禾镇',
      abilities: { end: true },
    })
    expect(body.templates.map((one) => one.key)).toContain('situation-analysis')
    expect(body.places.map((one) => one.orgId)).toContain(tree.township)
  })

  it('is for officers of the place: a secretary is refused, another township does not see it', async () => {
    const secretary = await test.person('branch-secretary', tree.branch)
    const refused = await secretary.ask(contract.declareRequirement, { body: bodyOf(tree.branch) })
    expect(refused.error.code).toBe('access.denied')
    const stranger = await test.person('township-officer', tree.elsewhere.township)
    const unknown = await stranger.ask(contract.declareRequirement, { body: bodyOf(tree.township) })
    expect(unknown.error.code).toBe('not-found')
    const county = await test.newCounty('别县')
    const elsewhere = await test.person('county-officer', county.rootId, { county })
    expect((await elsewhere.ask(contract.declareRequirement, { body: bodyOf(tree.township) })).status).toBe(
      404,
    )
    expect((await test.ask(contract.declareRequirement, { body: bodyOf(tree.township) })).status).toBe(401)
    await declare(await officer(), tree.township, 'theme-day')
    const { body } = await stranger.ask(contract.listRequirements)
    expect(body.rows.filter((row) => row.orgId === tree.township)).toEqual([])
  })

  it('refuses what does not fit together, at its field, and the same thing a second time', async () => {
    const by = await officer()
    const ask = (terms: object) =>
      by.ask(contract.declareRequirement, {
        body: { ...bodyOf(tree.township), terms: { ...termsOf('theme-day'), ...terms } },
      })
    expect((await ask({ cadence: 'year' })).error.field).toBe('body.terms.fixedDay')
    expect((await ask({ cadence: 'week', fixedDay: 8 })).error.field).toBe('body.terms.fixedDay')
    expect((await ask({ minMembers: 9, maxMembers: 3 })).error.field).toBe('body.terms.maxMembers')
    await declare(by, tree.township, 'theme-day')
    const again = await by.ask(contract.declareRequirement, { body: bodyOf(tree.village) })
    expect(again.error).toMatchObject({
      code: 'conflict.duplicate',
      message: expect.stringMatching(/青禾镇/),
    })
  })

  it('has one effect when it is sent twice', async () => {
    const by = await officer()
    const requestId = newId()
    const send = () => by.ask(contract.declareRequirement, { body: bodyOf(tree.township), requestId })
    const [one, two] = await Promise.all([send(), send()])
    expect([one.status, two.status]).toEqual([200, 200])
    const { body } = await by.ask(contract.listRequirements)
    expect(body.rows.filter((row) => row.requirementId === one.body.requirementId)).toHaveLength(1)
  })
})

describe('ending', () => {
  it('asks no more of the periods that begin later, and only once', async () => {
    const by = await officer()
    const requirementId = await declare(by, tree.township, 'theme-day')
    const params = { requirementId }
    const body = { validTo: '2026-09-30', reason: '改到周末' }
    const stranger = await test.person('township-officer', tree.elsewhere.township)
    expect((await stranger.ask(contract.endRequirement, { params, body })).status).toBe(404)
    const answers = await Promise.all([1, 2].map(() => by.ask(contract.endRequirement, { params, body })))
    expect(answers.map((one) => one.status).toSorted(byNumber)).toEqual([200, 409])
    const secretary = await test.person('branch-secretary', tree.branch)
    expect(await cellDue(secretary, tree.branch, 'theme-day', '2026-09-10')).toBeDefined()
    expect(await cellDue(secretary, tree.branch, 'theme-day', '2026-10-10')).toBeUndefined()
    // The next version of the same thing takes its place.
    await declare(by, tree.township, 'theme-day', { validFrom: '2026-10-01', terms: { fixedDay: 20 } })
    expect(await cellDue(secretary, tree.branch, 'theme-day', '2026-10-20')).toBeDefined()
  })
})

describe('an own day', () => {
  it('is the organisation’s own to name, where the requirement lets it', async () => {
    const by = await officer()
    const requirementId = await declare(by, tree.township, 'theme-day')
    const fixed = await declare(by, tree.township, 'study-group')
    const set = (who: typeof by, id: string, orgId: number, fixedDay: number | null) =>
      who.ask(contract.setOwnDay, {
        params: { requirementId: id, orgId },
        body: { fixedDay, from: '2026-11-01' },
      })
    const secretary = await test.person('branch-secretary', tree.branch)
    expect((await set(secretary, requirementId, tree.branch, 15)).status).toBe(200)
    expect(await cellDue(secretary, tree.branch, 'theme-day', '2026-11-15')).toBeDefined()
    expect((await set(by, requirementId, tree.branch, null)).status).toBe(200)
    expect(await cellDue(secretary, tree.branch, 'theme-day', '2026-11-10')).toBeDefined()
    expect((await set(secretary, requirementId, tree.village, 15)).status).toBe(404)
    expect((await set(by, fixed, tree.village, 15)).error.code).toBe('state.wrong')
    const stranger = await test.person('branch-secretary', tree.elsewhere.branch)
    expect((await set(stranger, requirementId, tree.elsewhere.branch, 15)).status).toBe(404)
    const supervisor = await test.person('supervisor', tree.township)
    expect((await set(supervisor, requirementId, tree.village, 15)).error.code).toBe('access.denied')
  })
})

it('asks of one organisation alone what it declares for itself', async () => {
  const by = await officer()
  const child = await buildOrg(test, { kind: 'village', parentId: tree.township, name: '南庄村' })
  await declare(by, tree.village, 'situation-analysis', { reach: 'self' })
  const cadre = await test.person('resident-cadre', tree.township)
  expect(await cellDue(cadre, tree.village, 'situation-analysis', '2026-11-17')).toBeDefined()
  expect(await cellDue(cadre, child, 'situation-analysis', '2026-11-17')).toBeUndefined()
})
