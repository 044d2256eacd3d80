import { beforeEach, expect, it } from 'vitest'
import * as contract from '../../../contract/access.ts'
import { getBooklet } from '../../../contract/booklets.ts'
import type { OutputOf } from '../../../contract/endpoint.ts'
import { getMember } from '../../../contract/members.ts'
import type { Role } from '../../../contract/roles.ts'
import type { getSession } from '../../../contract/session.ts'
import { buildRegister } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildScheme } from '../../test/points.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person
let memberId: string
let leftId: string

beforeEach(async () => {
  tree = await buildTree(test)
  await buildScheme(test, tree.village)
  secretary = await test.person('branch-secretary', tree.branch)
  const wishes = [
    { orgId: tree.branch, name: '林秀兰' },
    { orgId: tree.branch, name: '汤世昌', stage: 'exited' as const },
  ]
  ;[memberId = '', leftId = ''] = await buildRegister(test, wishes)
})

const invite = (who: Person, whom = memberId) =>
  who.ask(contract.inviteMember, { params: { memberId: whom }, body: {} })
const mayInvite = async (who: Person) =>
  (await who.ask(getMember, { params: { memberId } })).body.abilities.invite

async function enter(linkPath: string) {
  const { server } = test.app
  const answer = await server.inject({
    method: 'POST',
    url: '/api/v1/session/enter',
    headers: { 'x-zhibutong': '1' },
    payload: { token: linkPath.split('#')[1] },
  })
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
  const booklet = await server.inject({
    url: `/api/v1${getBooklet.path.replace(':memberId', memberId)}`,
    headers: { cookie },
  })
  return { session: answer.json<OutputOf<typeof getSession>>(), booklet: booklet.statusCode }
}

it('is opened by the branch, and lets the member into the own book by the phone entry', async () => {
  expect(await mayInvite(secretary)).toBe(true)
  const { body, status } = await invite(secretary)
  expect(status).toBe(200)
  expect(body.linkPath).toMatch(/^\/m\/enter#./)
  const { session, booklet } = await enter(body.linkPath)
  expect(session).toMatchObject({
    account: { name: '林秀兰' },
    memberId,
    grants: [{ role: 'member', orgId: tree.branch }],
  })
  expect(booklet).toBe(200)
})

it('is one, of two who open it at once, and is not opened again over what it may have become', async () => {
  const answers = await Promise.all([invite(secretary), invite(secretary)])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  const { error } = await invite(secretary)
  expect([error.code, error.message]).toEqual([
    'state.wrong',
    '林秀兰已经有账号。要再给一个登录地址，请找系统管理员。',
  ])
})

it('is opened for nobody who has left', async () => {
  expect((await invite(secretary, leftId)).error.code).toBe('state.wrong')
})

it.each<Role>(['branch-deputy', 'group-leader'])('is not opened by %s of the branch', async (role) => {
  const who = await test.person(role, tree.branch)
  expect(await mayInvite(who)).toBe(false)
  expect((await invite(who)).error.code).toBe('access.denied')
})

it('is not opened above the branch, where nobody sees whose points they are, nor beside it', async () => {
  const above = [
    await test.person('committee-secretary', tree.committee),
    await test.person('township-officer', tree.township),
    await test.person('branch-secretary', tree.committee),
  ]
  for (const who of above) {
    expect(await mayInvite(who)).toBe(false)
    expect((await invite(who)).error.code).toBe('access.denied')
  }
  const beside = await test.person('branch-secretary', tree.sibling)
  expect((await invite(beside)).error.code).toBe('not-found')
})
