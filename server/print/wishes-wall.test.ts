import { encode } from 'uqr'
import { beforeAll, expect, it } from 'vitest'
import { openCaseDoor } from '../../contract/cases.ts'
import { type Person, useTestApp } from '../test/app.ts'
import { recorded, taken } from '../test/cases.ts'
import { buildTree, type Tree } from '../test/tree.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person
let deputy: Person

beforeAll(async () => {
  tree = await buildTree(test)
  secretary = await test.person('branch-secretary', tree.branch)
  deputy = await test.person('branch-deputy', tree.branch)
})

const open = (who?: Person, orgId = tree.branch) =>
  test.app.server.inject({
    url: `/print/organisations/${orgId}/wishes`,
    headers: { host: 'zbt.example', ...(who && { cookie: who.cookie }) },
  })

it('is told plainly where nothing hangs, and has no code before there is a page to lead to', async () => {
  const { statusCode, body } = await open(secretary)
  expect(statusCode).toBe(200)
  expect(body).toContain('现在没有等人认领的心愿。')
  expect(body).not.toContain('<svg')
})

it('[002-44] the wall on paper has what was published, by number, and a code for the page at the door', async () => {
  const wish = { kind: 'wish', sort: 'goods', channel: 'letter-box' } as const
  const hung = await recorded(secretary, tree.branch, { ...wish, body: '徐阿婆想要一台收音机' })
  await taken(deputy, hung, 'verify')
  await taken(secretary, hung, 'publish', { text: '一位老人想要一台收音机' })
  await recorded(secretary, tree.branch, { ...wish, body: '还没有公布的一个心愿' })
  const { body: door } = await secretary.ask(openCaseDoor, { params: { orgId: tree.branch }, body: {} })
  const { body } = await open(secretary)
  expect(body).toMatch(/<th scope="row">\d+ 号<\/th><td>一位老人想要一台收音机<\/td><td>我来：/)
  expect(body).not.toMatch(/徐阿婆|还没有公布/)
  const address = `http://zbt.example${door.page}`
  expect(body).toContain(`有心愿要说：${address}`)
  const { size, data } = encode(address, { ecc: 'M', border: 0 })
  expect(body).toContain(`viewBox="0 0 ${size + 8} ${size + 8}"`)
  expect(body.match(/h1v1h-1z/g)).toHaveLength(data.flat().filter(Boolean).length)
})

it('is for who reads the cases of the place: not for a stranger, another county, or nobody', async () => {
  const beside = await test.person('branch-secretary', tree.sibling)
  const county = await test.newCounty('别的县')
  const far = await test.person('county-officer', county.rootId, { county })
  expect((await open(beside)).statusCode).toBe(404)
  expect((await open(far)).statusCode).toBe(404)
  expect((await open()).statusCode).toBe(401)
})
