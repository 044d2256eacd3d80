import type { Config } from './config.ts'
import { tellLogins, tellWays } from './database-ways.ts'
import * as database from './doctor-database.ts'
import * as machine from './doctor-machine.ts'
import { lookAtProvider } from './doctor-providers.ts'
import { lookAtSite, siteIsAsked } from './doctor-site.ts'
import { oneLine } from './one-line.ts'
import { loadProvider, type ProviderPlan, readProviders } from './providers.ts'

/**
 * Says of each part whether it is in order, a line each: 好, 坏 with what to do (a start would refuse it), or 缺 for what
 * the system also runs without. Answers the exit code. Changes nothing but what an engine changes that is started and
 * stopped again.
 */
export async function runDoctor(config: Config): Promise<number> {
  let failed = 0
  const tell = (mark: string, name: string, text: string) =>
    void process.stdout.write(`${mark}  ${name}：${text.replace(/\s*\n\s*/g, ' ')}\n`)

  async function examine<T>(name: string, look: () => Promise<Found<T>> | Found<T>): Promise<T | undefined> {
    try {
      const { text, value } = await look()
      tell('好', name, text)
      return value
    } catch (error) {
      failed += 1
      const line = oneLine(error, config) ?? (error as Error).message
      tell('坏', name, line.replace(/^没有启动：/, ''))
      return undefined
    }
  }

  async function want(name: string, look: () => Promise<string>): Promise<void> {
    try {
      tell('好', name, await look())
    } catch (error) {
      tell('缺', name, (error as Error).message)
    }
  }

  await examine('Node.js', machine.lookAtNode)
  await examine('网页', machine.lookAtPages)
  const isRunning = await examine('端口', () => machine.lookAtPort(config))
  const masters = await examine('主密钥', () => machine.lookAtKeys(config))
  if (config.databaseUrl) {
    await want('数据库的连接', async () => tellWays(config.databases))
    await want('数据库的登录', async () => tellLogins(config.databases))
  }
  const opened = await examine('数据库', () => database.openForLooking(config, isRunning ?? false))
  if (opened) {
    const pending = await examine('数据库的版本', () => database.lookAtVersion(opened))
    if (pending?.isEmpty === false && masters) {
      await examine('主密钥和数据库', () => database.lookAtSameKeys(opened, masters))
      await want('换密钥', () => database.lookAtKeyAge(opened))
    }
    await examine('时钟', () => database.lookAtClock(opened))
    await opened.stop()
  }
  const plans = await examine<ProviderPlan[]>('统一认证', () => {
    const value = readProviders(process.env)
    return { text: value.length === 0 ? '没有设' : `设了 ${value.length} 个`, value }
  })
  for (const plan of plans ?? []) {
    const settings = await examine(`统一认证 ${plan.name}`, () => ({
      text: '密钥文件可用',
      value: loadProvider(plan),
    }))
    if (settings) await want(`统一认证 ${plan.name} 的服务`, () => lookAtProvider(settings, config.address))
  }
  if (siteIsAsked(config.address)) await want('网站的证书', () => lookAtSite(config.address))
  await want('浏览器', machine.lookAtBrowser)
  await want('中文字体', machine.lookAtFonts)
  return failed === 0 ? 0 : 1
}

/** What is said of a part that is in order, and what the parts after it need of it. */
export type Found<T = undefined> = { text: string; value: T }
