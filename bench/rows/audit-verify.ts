import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { appendAnchors } from '../../server/core/audit/anchors.ts'
import { raiseAuditBase } from '../../server/core/audit/raise-base.ts'
import { sealBlock } from '../../server/core/audit/seal-block.ts'
import { verifyLog } from '../../server/core/audit/verify.ts'
import { withClient } from '../../server/core/db/embedded/roles.ts'
import { migrate } from '../../server/core/db/migrate.ts'
import type { Row } from '../bench.ts'
import { median } from '../measure.ts'
import type { Engine } from '../world/engine.ts'

const database = 'bench_audit'

/** A log of two rows a transaction, sealed in blocks, is read beside its seals and anchors as `audit verify` does. */
export const auditVerify: Row = {
  name: 'audit-verify',
  run: async ({ world: { engine }, quick }) => {
    const count = quick ? 200_000 : 1_000_000
    const anchors = mkdtempSync(join(tmpdir(), 'zbt-bench-anchors-'))
    await engine.copy('template0', database)
    try {
      await makeLog(engine, count)
      const rates = await withClient(engine.urlsOf(database).platform, async (client) => {
        await sealAll(client, anchors)
        const all: number[] = []
        for (let n = 0; n < 3; n += 1) all.push(await verifyOnce(client, anchors, count))
        return all
      })
      const rate = median(rates)
      return [
        {
          name: 'audit-verify',
          work: `${count} sealed rows of the audit log are verified`,
          ours: `${Math.round(rate)}/s`,
          floor: null,
          ratio: null,
          target: '≥ 400000/s',
          held: rate >= 400_000,
        },
      ]
    } finally {
      rmSync(anchors, { recursive: true })
      await withClient(engine.adminUrlOf('postgres'), (client) =>
        client.query(`drop database if exists ${database} with (force)`),
      )
    }
  },
}

async function makeLog(engine: Engine, count: number): Promise<void> {
  const urls = engine.urlsOf(database)
  await migrate({ url: urls.owner, dir: 'server/migrations' })
  await withClient(engine.adminUrlOf(database), async (client) => {
    await client.query(`insert into county (county_id, name, created_at) values (1, '安澜县', now())`)
    await client.query(
      `insert into audit_log (county_id, audit_id, at, account_id, action, target_kind, target_id, org_id, member_id,
                              address, result, detail, position)
       select 1, gen_random_uuid(), now(), gen_random_uuid(), 'activity.roll-saved', 'activity',
              gen_random_uuid()::text, 17, gen_random_uuid(), '10.20.30.40', 'done',
              jsonb_build_object('request', gen_random_uuid(), 'count', n), n / 2
         from generate_series(1, $1::int) as n`,
      [count],
    )
    await client.query('vacuum analyze audit_log')
  })
  await raiseAuditBase(urls)
}

async function sealAll(client: pg.Client, anchors: string): Promise<void> {
  for (;;) {
    const sealed = await sealBlock(client, new Date())
    if (!sealed) return
    appendAnchors(anchors, [sealed.seal], new Date())
  }
}

/** Rows a second. */
async function verifyOnce(client: pg.Client, anchors: string, count: number): Promise<number> {
  const begun = performance.now()
  const { rows } = await verifyLog(client, anchors, (finding) => {
    throw new Error(`the log was not altered, and yet: ${finding.what}`)
  })
  if (rows !== count) throw new Error(`${rows} of ${count} rows were verified`)
  return (rows * 1000) / (performance.now() - begun)
}
