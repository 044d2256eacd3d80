import { join } from 'node:path'
import { anchorFolder } from '../core/audit/anchors.ts'
import { type Verified, verifyLog } from '../core/audit/verify.ts'
import { withClient } from '../core/db/embedded/roles.ts'
import { sayFinding } from './audit-words.ts'
import { type Config, ConfigError } from './config.ts'
import { openPlatform } from './open-platform.ts'

/** What is said at most, a line each; a log that was exchanged as a whole would fill the screen for hours. */
const most = 200

/**
 * `zhibutong audit verify`: reads the whole log beside its seals and the anchors in the data folder, also while the
 * server is at work. Answers 0 if all is as it was sealed, 2 if not, with a line for each place.
 */
export async function runAudit(config: Config, words: readonly string[]): Promise<number> {
  if (words.length !== 1 || words[0] !== 'verify') throw new ConfigError('用法：zhibutong audit verify')
  const { url, stop } = await openPlatform(config)
  try {
    const begun = performance.now()
    let found = 0
    const verified = await withClient(url, (client) =>
      verifyLog(client, join(config.dataDir, anchorFolder), (finding) => {
        found += 1
        if (found <= most) say(`变动  ${sayFinding(finding)}`)
      }),
    )
    if (found > most) say(`还有 ${found - most} 处没有列出来。`)
    sumUp(verified, found, (performance.now() - begun) / 1000)
    return found === 0 ? 0 : 2
  } finally {
    await stop()
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function sumUp({ rows, blocks, last, anchored, unsealed }: Verified, found: number, seconds: number): void {
  const sealed = last ? `，最后一块是第 ${last.block} 块，${last.sealedAt.toISOString()} 封存` : ''
  say(
    `查了 ${rows} 行、${blocks} 块${sealed}。用了 ${seconds.toFixed(1)} 秒，每秒 ${Math.round(rows / seconds)} 行。`,
  )
  say(anchored > 0 ? `库外的锚记到第 ${anchored} 块。` : '库外还没有锚。')
  if (unsealed.rows > 0)
    say(
      `最后还有 ${unsealed.rows} 行没有封存，最早的是 ${unsealed.since?.toISOString() ?? ''}。系统运行时十秒内会封存；一直不减少，请看日志。`,
    )
  say(
    found === 0
      ? '审计日志完好，没有发现改动。'
      : `审计日志被动过：发现 ${found} 处。请保护好现场，报告安全管理员。`,
  )
}
