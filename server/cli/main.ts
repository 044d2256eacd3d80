import { parseArgs } from 'node:util'
import { keepingCommands } from './backup-commands.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { oneLine } from './one-line.ts'
import type { Started } from './start.ts'
import { withSmallYoungGeneration } from './young-generation.ts'

const usage =
  '用法：zhibutong start | demo [--size township|county] | doctor | backup | backup-key | restore | export | import | rotate-keys | audit verify | above'

/** Answers whether a signal has come: what fails from then on fails because it is being stopped. */
function stopOnSignal({ stop, log }: Started): () => boolean {
  let stopping = false
  const end = () => {
    if (stopping) return
    stopping = true
    stop().then(
      () => process.exit(0),
      (err: unknown) => {
        log.error({ err }, 'could not stop in order')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  return () => stopping
}

/** What is printed once the port is open: addresses to sign in at for the first time. */
type Announce = (started: Started, config: Config) => Promise<void>

/**
 * The server itself is loaded only here: a backup has other things to do than to read all of it. It is read while the
 * database starts, each on a processor of its own.
 */
async function load(config: Config): Promise<Started> {
  const { layGround } = await import('./ground.ts')
  const laying = layGround(config)
  // Waited for below; until then a failure must not count as one that nobody handles.
  laying.catch(() => {})
  const { startSystem } = await import('./start.ts')
  return startSystem(config, await laying)
}

async function serve(config: Config, announce: Announce): Promise<void> {
  const started = await withSmallYoungGeneration(() => load(config))
  const isStopping = stopOnSignal(started)
  process.stdout.write(`支部通在 ${config.address}/ ，手机页面在 ${config.address}/m/\n`)
  try {
    await announce(started, config)
  } catch (error) {
    if (isStopping()) return
    await started.stop()
    throw error
  }
}

async function inviteFirst({ app }: Started, config: Config): Promise<void> {
  const { inviteFirstAdministrators } = await import('./first-administrator.ts')
  for (const { label, token } of await inviteFirstAdministrators(app, config.countyName))
    process.stdout.write(`${label}的一次性登录地址：${config.address}/enter#${token}\n`)
}

/** Loaded only here: a real installation carries no demonstration data in its memory. */
async function serveDemo(config: Config, words: readonly string[]): Promise<void> {
  const { demandDemoSize, printDemoLinks } = await import('./demo.ts')
  const build = demandDemoSize(readSize(words))
  await serve(config, (started) => printDemoLinks(started, config, build))
}

function readSize(words: readonly string[]): string {
  try {
    return parseArgs({ args: [...words], options: { size: { type: 'string' } } }).values.size ?? 'township'
  } catch {
    throw new ConfigError(usage)
  }
}

function isStart(command: string | undefined): boolean {
  return command === undefined || command === 'start' || command === 'demo'
}

/** `zhibutong <command> [options]`. Resolves when the command is done, or is serving. */
export async function main([command, ...words]: readonly string[]): Promise<void> {
  let config: Config | null = null
  try {
    config = readConfig(process.env)
    if (command === 'start' || command === undefined) await serve(config, inviteFirst)
    else if (command === 'demo') await serveDemo(config, words)
    else if (command === 'doctor') process.exitCode = await (await import('./doctor.ts')).runDoctor(config)
    else if (command === 'audit')
      process.exitCode = await (await import('./audit.ts')).runAudit(config, words)
    else if (command === 'above')
      process.exitCode = await (await import('./above.ts')).runAbove(config, words)
    else if (Object.hasOwn(keepingCommands, command))
      process.exitCode = await keepingCommands[command]?.(config, words)
    else throw new ConfigError(usage)
  } catch (error) {
    const line = oneLine(error, config)
    if (line) process.stderr.write(`${isStart(command) ? line : line.replace(/^没有启动：/, '没有做成：')}\n`)
    else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  }
}
