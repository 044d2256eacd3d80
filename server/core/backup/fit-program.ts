import { readMigrations } from '../db/migration-files.ts'
import type { MasterKeys } from '../keys/master-keys.ts'
import { BackupError } from './backup-error.ts'
import type { BackupHeader } from './manifest.ts'

/** Whether this program can make the tables as they were. BackupError `newer`. */
export function demandKnownMigrations({ migrations }: Pick<BackupHeader, 'migrations'>, dir: string): void {
  const files = new Map(readMigrations(dir).map((file) => [file.name, file]))
  for (const { name, sha256, fill } of migrations) {
    const file = files.get(name)
    if (!file)
      throw new BackupError(
        'newer',
        `这个文件是更新的版本做的（${name}），什么都没有动。请装新版支部通再来。`,
      )
    if (file.sha256 !== sha256 || (fill !== null && file.fill?.sha256 !== fill))
      throw new BackupError(
        'newer',
        `这个文件的表结构（${name}）和这一版的不一样，什么都没有动。请装当时的那一版。`,
      )
  }
}

/** Whether what is sealed in it can be read with these master keys. BackupError `wrong-key`. */
export function demandMasterKeys({ masterKeys }: BackupHeader, masters: MasterKeys): void {
  const held = new Set([masters.current, ...masters.former].map((key) => key.id))
  const missing = masterKeys.find((id) => !held.has(id))
  if (missing)
    throw new BackupError(
      'wrong-key',
      `这份备份要编号 ${missing} 的主密钥，现在没有，什么都没有动。把当时的主密钥放进 ZHIBUTONG_MASTER_KEY 或数据文件夹的 master.key 再来。`,
    )
}
