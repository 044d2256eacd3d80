import { existsSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { findChromium } from '../core/browser/find-chromium.ts'
import { isKeyGiven, isProduction, loadMasterKeys, masterKeyFile } from '../core/keys/load-master-keys.ts'
import type { MasterKeys } from '../core/keys/master-keys.ts'
import { type Config, ConfigError } from './config.ts'
import type { Found } from './doctor.ts'
import { demandFree } from './open-door.ts'
import { projectFolder } from './project-folder.ts'

export function lookAtNode(): Found {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    throw new ConfigError(`要 20.19 或更新，现在是 ${process.versions.node}。`)
  return { text: process.versions.node, value: undefined }
}

export function lookAtPages(): Found {
  if (!existsSync(join(projectFolder, 'dist', 'web', 'index.html')))
    throw new ConfigError('还没有构建。运行 npm run build。')
  return { text: '已构建', value: undefined }
}

/** The value: whether one of ours answers at the port already, as it does when this installation is at work. */
export async function lookAtPort({ port, host, socket }: Config): Promise<Found<boolean>> {
  if (socket !== null) return lookAtSocket(socket)
  if (await answersAsOurs(port, host)) return { text: `${port}，支部通正在运行`, value: true }
  await new Promise<void>((done, fail) => {
    const probe = createServer()
    probe.on('error', fail).listen(port, host, () => probe.close(() => done()))
  })
  return { text: `${port} 空着`, value: false }
}

async function lookAtSocket(path: string): Promise<Found<boolean>> {
  if (await healthAt(path)) return { text: `${path}，支部通正在运行`, value: true }
  if (!existsSync(dirname(path))) throw new ConfigError(`${path} 的文件夹还没有。`)
  await demandFree(path)
  return { text: `${path} 空着`, value: false }
}

async function healthAt(socketPath: string): Promise<boolean> {
  try {
    const answer = await new Promise<IncomingMessage>((done, fail) => {
      const asked = request({ socketPath, path: '/healthz', timeout: 2_000 }, done).on('error', fail)
      asked.on('timeout', () => asked.destroy(new Error('no answer'))).end()
    })
    return (await text(answer)) === '{"ok":true}'
  } catch {
    return false
  }
}

async function answersAsOurs(port: number, host: string): Promise<boolean> {
  const at = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host
  try {
    const signal = AbortSignal.timeout(2_000)
    const answer = await fetch(`http://${at}:${port}/healthz`, { signal })
    return answer.ok && (await answer.text()) === '{"ok":true}'
  } catch {
    return false
  }
}

/** The value: the keys; null where the first start will make one. */
export function lookAtKeys({ dataDir }: Config): Found<MasterKeys | null> {
  const { env } = process
  const willMake = !isKeyGiven(env) && !isProduction(env) && !existsSync(join(dataDir, masterKeyFile))
  if (willMake) return { text: '还没有，第一次启动时会生成', value: null }
  return { text: '可用', value: loadMasterKeys(env, dataDir) }
}

export async function lookAtBrowser(): Promise<string> {
  const { executablePath } = await findChromium()
  return executablePath
}

/** Windows and macOS have Chinese fonts of their own. */
export async function lookAtFonts(): Promise<string> {
  if (process.platform !== 'linux') return '用系统的'
  const { env } = await findChromium()
  if (!env['FONTCONFIG_FILE'])
    throw new Error(
      '没有装自带的中文字体，打印出来的字可能变成方框。重新执行 npm install（不要带 --omit=optional）。',
    )
  return '自带的可用'
}
