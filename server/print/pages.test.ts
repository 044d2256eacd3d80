import { beforeAll, expect, it } from 'vitest'
import * as activities from '../../contract/activities.ts'
import { buildCrowd, buildRegister, planned } from '../test/activities.ts'
import { type Person, useTestApp } from '../test/app.ts'
import { buildTree, type Tree } from '../test/tree.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person

beforeAll(async () => {
  tree = await buildTree(test)
  await buildCrowd(test, tree.branch, 66)
  await buildRegister(test, [
    { orgId: tree.branch, name: '乐长根' },
    { orgId: tree.branch, name: '包银娣' },
  ])
  secretary = await test.person('branch-secretary', tree.branch)
})

async function open(activityId: string, cookie?: string) {
  const url = `/print/activities/${activityId}/sign-in-sheet`
  const { statusCode, body, headers } = await test.app.server.inject({
    url,
    headers: cookie ? { cookie } : {},
  })
  return { status: statusCode, body, headers }
}

const namesIn = (body: string) => [...body.matchAll(/class="name">([^<]+)</g)].map((match) => match[1])

it('prints all 68 names once on one page with room to sign, and what is known of the meeting', async () => {
  const activityId = await planned(secretary, tree.branch, {
    title: '十一月主题党日',
    place: '村文化礼堂',
    startsAt: '08:30',
    endsAt: '10:30',
  })
  const { status, body, headers } = await open(activityId, secretary.cookie)
  expect(status).toBe(200)
  expect(headers['cache-control']).toBe('no-store')
  expect(body).toContain('石桥支部十一月主题党日签到表')
  expect(body).toContain('2026 年 11 月 20 日 星期五　08:30–10:30')
  expect(body).toContain('村文化礼堂')
  expect(body).toContain('68 人')
  const names = namesIn(body)
  expect(names).toHaveLength(68)
  expect(new Set(names).size).toBe(68)
  expect(body.match(/<section class="sheet/g)).toHaveLength(1)
  // Down the columns in pinyin: 包 opens the first.
  expect(names[0]).toBe('包银娣')
  expect(body).not.toContain('style=')
})

it('says once what the branch and its meeting are both called', async () => {
  const activityId = await planned(secretary, tree.branch, { title: '支部党员大会' })
  expect((await open(activityId, secretary.cookie)).body).toContain('>石桥支部党员大会签到表<')
})

it('tells who asked for leave, and not why', async () => {
  const activityId = await planned(secretary, tree.branch)
  const { body } = await secretary.ask(activities.getRoll, { params: { activityId } })
  const [first] = body.rows
  if (!first) throw new Error('an empty roll')
  const exceptions = [{ memberId: first.memberId, state: 'leave' as const, reason: 'ill' as const }]
  const call = { version: body.version, exceptions }
  expect((await secretary.ask(activities.saveRoll, { params: { activityId }, body: call })).status).toBe(200)
  const sheet = await open(activityId, secretary.cookie)
  expect(sheet.body.match(/>请假</g)).toHaveLength(1)
  expect(sheet.body).not.toContain('>病<')
})

it('is for those who call the roll: not for strangers, members or nobody', async () => {
  const activityId = await planned(secretary, tree.branch)
  const stranger = await test.person('branch-secretary', tree.sibling)
  expect((await open(activityId, stranger.cookie)).status).toBe(404)
  const supervisor = await test.person('supervisor', tree.branch)
  expect((await open(activityId, supervisor.cookie)).status).toBe(403)
  const nobody = await open(activityId)
  expect(nobody.status).toBe(401)
  expect(nobody.headers['content-type']).toContain('text/html')
  expect(nobody.body).not.toContain('包银娣')
  expect((await open('01890000-0000-7000-8000-000000000000', secretary.cookie)).status).toBe(404)
})
