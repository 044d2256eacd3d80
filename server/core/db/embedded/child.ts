import { EmbeddedError } from './errors.ts'
import { canReach, type ServerUser } from './server-user.ts'

/** Whatever PGDATA, PGPORT or LC_ALL the caller's shell has set must not reach the engine. */
export function childEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|NODE_)/.test(name))
  return { ...Object.fromEntries(kept), LC_ALL: 'C' }
}

/**
 * How the engine is told its folder, which must also be its working folder. Where its user cannot walk
 * there by name (data under /root), Linux still lets a process use the folder that it was started in.
 */
export function clusterArgument(folder: string, user: ServerUser): string {
  if (canReach(folder, user)) return folder
  if (process.platform === 'linux') return '/proc/self/cwd'
  throw new EmbeddedError(
    'no-access',
    `数据文件夹 ${folder} 在 root 自己的文件夹里，数据库用户进不去。请换一个数据文件夹，或不用 root 启动。`,
  )
}
