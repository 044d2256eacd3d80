import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { withClient } from '../core/db/embedded/roles.ts'
import { findRunning } from '../core/db/embedded/running.ts'
import { type BuiltCli, buildCli, freePort, type Running } from '../test/cli.ts'

let cli: BuiltCli
let folder: string
let server: Running | null = null

beforeAll(async () => {
  cli = await buildCli()
  folder = mkdtempSync(join(tmpdir(), 'zbt-above-'))
}, 120_000)
afterAll(async () => {
  server?.child.kill('SIGTERM')
  await server?.ended
  rmSync(folder, { recursive: true, force: true })
})

async function above(...words: string[]) {
  const running = cli.run({ ZHIBUTONG_DATA: folder }, 'above', ...words)
  const code = await running.ended
  return { code, out: running.out().trim(), err: running.err().trim() }
}
const start = async () => {
  server = cli.run({ ZHIBUTONG_DATA: folder, PORT: String(await freePort()) })
  await server.says('审计员的一次性登录地址')
  return server
}
const asPlatform = <T>(text: string, values: unknown[] = []) =>
  withClient(
    findRunning(folder)?.superUrl ?? '',
    async (client) => (await client.query(text, values)).rows as T[],
  )

it('zhibutong above: says what it wants, lets somebody look beside the running server, and takes it back', async () => {
  expect((await above('list')).err).toContain('还没有数据')
  expect((await above()).err).toContain('zhibutong above grant')
  expect((await above('grant', '一个')).err).toContain('用法')
  await start()
  const [account] = await asPlatform<{ account_id: string }>(
    `select account_id from accounts where not is_system order by account_id limit 1`,
  )
  await asPlatform(`insert into login_locators (login, county_id, account_id) values ('province', 1, $1)`, [
    account?.account_id,
  ])
  await asPlatform(`update accounts set login = 'province' where account_id = $1`, [account?.account_id])
  expect((await above('grant', 'nobody', '33')).err).toContain('没有登录名 nobody')
  for (const wrong of ['3', '99', '330299', '全省'])
    expect((await above('grant', 'province', wrong)).err).toContain('区划写')
  expect(await above('grant', 'Province', '33')).toEqual({
    code: 0,
    out: 'province 可以看 浙江省 了。',
    err: '',
  })
  expect((await above('grant', 'province', '33')).out).toContain('没有改动')
  expect((await above('grant', 'province', '全国')).out).toContain('可以看 全国')
  expect((await above('place', '1', '330299')).out).toContain('登记在 330299')
  expect((await above('place', '1', '330299')).out).toContain('没有改动')
  expect((await above('place', '7', '330299')).err).toContain('没有编号 7 的县')
  expect((await above('name', '3302', '宁波市')).code).toBe(0)
  const { out } = await above('list')
  expect(out).toContain('县  1  330299')
  expect(out).toMatch(/人 {2}全国 {2}province[^]*人 {2}浙江省 {2}province/)
  await expect
    .poll(
      async () =>
        (await asPlatform<{ division_code: string }>('select division_code from county_figures'))[0],
      {
        timeout: 20_000,
      },
    )
    .toEqual({ division_code: '330299' })

  // What was decided stands, also where nothing runs.
  server?.child.kill('SIGKILL')
  await server?.ended
  expect((await above('revoke', 'province', '全国')).out).toContain('不能再看 全国')
  expect((await above('list')).out).not.toContain('人  全国')
}, 120_000)

it('what was written right before the program was killed is counted after the next start', async () => {
  await start()
  await expect.poll(() => asPlatform('select from county_changes'), { timeout: 20_000 }).toEqual([])
  await asPlatform(`update county set name = '新名县', division_code = '330298'`)
  await asPlatform(`insert into county_changes values (1, gen_random_uuid())`)
  server?.child.kill('SIGKILL')
  await server?.ended
  await start()
  await expect
    .poll(
      async () =>
        (await asPlatform<{ division_code: string }>('select division_code from county_figures'))[0],
      {
        timeout: 20_000,
      },
    )
    .toEqual({ division_code: '330298' })
}, 120_000)
