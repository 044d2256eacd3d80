import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findPackage, platformPackage } from '../core/db/embedded/binaries.ts'
import { withClient } from '../core/db/embedded/roles.ts'
import { loadMasterKeys } from '../core/keys/load-master-keys.ts'
import type { Config } from './config.ts'
import { projectFolder } from './start.ts'

type Check = { name: string; look(config: Config): Promise<string> | string }

/** Each answers what it found, or throws what is wrong with what to do about it. */
const checks: readonly Check[] = [
  {
    name: 'Node.js',
    look: () => {
      const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
      if (major < 20 || (major === 20 && minor < 19))
        throw new Error(`要 20.19 或更新，现在是 ${process.versions.node}。`)
      return process.versions.node
    },
  },
  {
    name: '网页',
    look: () => {
      if (!existsSync(join(projectFolder, 'dist', 'web', 'index.html')))
        throw new Error('还没有构建：npm run build')
      return '已构建'
    },
  },
  {
    name: '主密钥',
    look: (config) => {
      loadMasterKeys({ ...process.env }, config.dataDir)
      return '可用'
    },
  },
  {
    name: '数据库',
    look: async (config) => {
      if (!config.databaseUrl) return `内置引擎 ${findPackage(platformPackage())}`
      return withClient(config.databaseUrl, async (client) => {
        const { rows } = await client.query<{ version: string; encoding: string }>(
          `select current_setting('server_version') as version, current_setting('server_encoding') as encoding`,
        )
        if (rows[0]?.encoding !== 'UTF8') throw new Error(`编码要 UTF8，现在是 ${rows[0]?.encoding}。`)
        return `PostgreSQL ${rows[0].version}`
      })
    },
  },
]

/** Says of each part whether it is in order. Answers the exit code. */
export async function runDoctor(config: Config): Promise<number> {
  let failed = 0
  for (const { name, look } of checks) {
    try {
      process.stdout.write(`好  ${name}：${await look(config)}\n`)
    } catch (error) {
      failed += 1
      process.stdout.write(`坏  ${name}：${(error as Error).message}\n`)
    }
  }
  return failed === 0 ? 0 : 1
}
