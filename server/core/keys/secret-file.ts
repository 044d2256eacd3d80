import { readFileSync, statSync } from 'node:fs'
import { KeyError } from './key-error.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * A secret setting: its value, or what stands in the file that `…_FILE` names. A file is what systemd's credentials, a
 * Kubernetes secret and the agent of a vault hand over; an environment is shown to every child and to whoever may look.
 * KeyError `unfit` where both are given, or the file cannot be trusted.
 */
export function secretOf(env: Environment, name: string): string | undefined {
  const path = env[`${name}_FILE`]?.trim()
  if (!path) return env[name]
  if (env[name]?.trim())
    throw new KeyError('unfit', `没有启动：${name} 和 ${name}_FILE 只能设一个，请去掉 ${name}。`)
  return readSecretFile(path, `${name}_FILE`)
}

/** What stands in it, without the end of its line. `what` is what people call it. KeyError `unfit`. */
export function readSecretFile(path: string, what: string): string {
  let secret: string
  try {
    secret = readFileSync(path, 'utf8').trim()
  } catch (error) {
    throw new KeyError('unfit', `没有启动：${what} 的 ${path} 读不出来（${(error as Error).message}）。`)
  }
  if (othersRead(path))
    throw new KeyError(
      'unfit',
      `没有启动：别的用户读得到 ${path}。运行 chmod 600 ${path}（归 root、由服务的组来读的，chmod 640），再启动。`,
    )
  if (secret === '') throw new KeyError('unfit', `没有启动：${what} 的 ${path} 是空的。`)
  return secret
}

/**
 * Can anybody read it but its owner? A group may where root has given it to that group: that is how a file which the service
 * cannot change is handed to it, and how the access list of a systemd credential looks.
 */
export function othersRead(path: string): boolean {
  if (process.platform === 'win32') return false
  const { mode, uid } = statSync(path)
  return (mode & 0o007) !== 0 || ((mode & 0o070) !== 0 && uid !== 0)
}
