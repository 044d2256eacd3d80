import { beforeAll, describe, expect, it } from 'vitest'
import type { EndpointSpec } from '../../../contract/endpoint.ts'
import * as life from '../../../contract/member-life.ts'
import { revealNumber } from '../../../contract/member-looks.ts'
import { getMember } from '../../../contract/members.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { register } from '../../test/members.ts'
import { buildTree, type Tree } from '../../test/tree.ts'
import type { County } from '../access/set-up.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person
let other: County

beforeAll(async () => {
  tree = await buildTree(test)
  secretary = await test.person('branch-secretary', tree.branch)
  other = await test.newCounty('外县')
})

const dated = { happenedOn: '2026-11-01', reason: '支部大会' }
const vote = { entitled: 10, present: 9, ayes: 9 }
const onProbation = { category: 'probationary', joinedOn: '2025-01-01', fullOn: undefined }

/** Each write on one person: who it is done to, and what is sent. */
const cases: [string, EndpointSpec, object, object][] = [
  ['a step', life.changeStage, onProbation, { stage: 'full', vote, ...dated }],
  ['an extension', life.extendProbation, onProbation, { extendedTo: '2026-10-01', vote, ...dated }],
  ['an exit', life.exitMember, {}, { kind: 'transferred', ...dated }],
  ['a status', life.changeStanding, {}, { standing: 'suspended', ...dated }],
  ['a contact', life.changeContact, {}, { change: 'floating', floatingTo: '杭州', ...dated }],
  ['a post', life.addPost, {}, { kind: 'service', title: '调解岗', validFrom: '2026-11-01' }],
  ['a number in clear', revealNumber, {}, { field: 'idNumber', reason: '核对' }],
]

describe.each(cases)('%s', (_, spec, values, body) => {
  async function someone(): Promise<string> {
    const [memberId] = await register(test, [{ orgId: tree.branch, ...values }])
    return memberId as string
  }
  const send = (who: Pick<Person, 'ask'>, memberId: string, requestId = newId()) =>
    who.ask(spec, { requestId, params: { memberId }, body })
  async function detail(memberId: string) {
    return (await secretary.ask(getMember, { params: { memberId } })).body
  }

  it('is out of reach of who is not of the branch, of another county, of who lacks the right or is signed out', async () => {
    const memberId = await someone()
    const before = await detail(memberId)
    const beside = await test.person('branch-secretary', tree.sibling)
    const abroad = await test.person('branch-secretary', other.rootId, { county: other })
    const deputy = await test.person('branch-deputy', tree.branch)
    expect((await send(beside, memberId)).error.code).toBe('not-found')
    expect((await send(abroad, memberId)).error.code).toBe('not-found')
    expect((await send(secretary, newId())).error.code).toBe('not-found')
    expect((await send(deputy, memberId)).error.code).toBe('access.denied')
    expect((await send(test, memberId)).error.code).toBe('auth.required')
    expect(await detail(memberId)).toEqual(before)
  })

  it('has one effect and one answer however often it is sent, also twice at once', async () => {
    const memberId = await someone()
    const requestId = newId()
    const both = await Promise.all([
      send(secretary, memberId, requestId),
      send(secretary, memberId, requestId),
    ])
    expect(both.map((one) => one.status)).toEqual([200, 200])
    expect(both[0].body).toEqual(both[1].body)
    const after = await detail(memberId)
    expect((await send(secretary, memberId, requestId)).body).toEqual(both[0].body)
    expect(await detail(memberId)).toEqual(after)
    expect(after.version).toBeLessThanOrEqual(2)
  })
})

it('an assignment of several is done once however often it is sent', async () => {
  const memberIds = await register(test, [{ orgId: tree.branch }, { orgId: tree.branch }])
  const requestId = newId()
  const send = () =>
    secretary.ask(life.assignMembers, { requestId, body: { memberIds, gridId: tree.grid, ...dated } })
  const both = await Promise.all([send(), send()])
  expect(both.map((one) => one.body)).toEqual([{ changed: 2 }, { changed: 2 }])
  const again = await secretary.ask(life.assignMembers, { body: { memberIds, gridId: tree.grid, ...dated } })
  expect(again.body).toEqual({ changed: 0 })
})
