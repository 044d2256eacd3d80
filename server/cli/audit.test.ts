import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findLastAnchor } from '../core/audit/anchors.ts'
import { withClient } from '../core/db/embedded/roles.ts'
import { findRunning } from '../core/db/embedded/running.ts'
import { type BuiltCli, buildCli, freePort, type Running } from '../test/cli.ts'

let cli: BuiltCli
let folder: string
let server: Running | null = null

beforeAll(async () => {
  cli = await buildCli()
  folder = mkdtempSync(join(tmpdir(), 'zbt-audit-'))
}, 120_000)
afterAll(async () => {
  server?.child.kill('SIGTERM')
  await server?.ended
  rmSync(folder, { recursive: true, force: true })
})

async function verify() {
  const running = cli.run({ ZHIBUTONG_DATA: folder }, 'audit', 'verify')
  const code = await running.ended
  return { code, out: running.out(), err: running.err() }
}

describe('zhibutong audit verify', () => {
  it('says what it wants to be told, and that there is nothing yet', async () => {
    expect(await verify()).toMatchObject({ code: 1, err: expect.stringContaining('还没有数据') as string })
    const wrong = cli.run({ ZHIBUTONG_DATA: folder }, 'audit')
    expect(await wrong.ended).toBe(1)
    expect(wrong.err()).toContain('zhibutong audit verify')
  })

  it('finds a log in order beside the running server, and what was altered in it, also after its end', async () => {
    server = cli.run({ ZHIBUTONG_DATA: folder, PORT: String(await freePort()) })
    await server.says('审计员的一次性登录地址')
    const anchors = join(folder, 'audit-anchors')
    await expect.poll(() => findLastAnchor(anchors)?.block ?? 0, { timeout: 20_000 }).toBeGreaterThan(0)
    expect(await verify()).toMatchObject({ code: 0, out: expect.stringContaining('没有发现改动') as string })

    const superUrl = findRunning(folder)?.superUrl ?? ''
    const id = await withClient(superUrl, async (client) => {
      const text = `update audit_log set detail = '{}' where audit_id in (select audit_id from audit_log limit 1) returning audit_id as id`
      return (await client.query<{ id: string }>(text)).rows[0]?.id ?? ''
    })
    const found = await verify()
    expect(found.code).toBe(2)
    expect(found.out).toContain(`行（${id}）封存以后被改过。`)
    expect(found.out).toContain('发现 1 处')

    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    expect((await verify()).out).toContain(id)
    expect(readdirSync(anchors)).toHaveLength(1)
  }, 120_000)
})
