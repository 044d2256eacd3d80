import { type Config, ConfigError, readConfig } from './config.ts'
import { runDoctor } from './doctor.ts'
import { inviteFirstAdministrators } from './first-administrator.ts'
import { oneLine } from './one-line.ts'
import { type Started, startSystem } from './start.ts'

const usage = '用法：zhibutong start | demo | doctor'

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

async function serve(config: Config, isDemo: boolean): Promise<void> {
  const started = await startSystem(config)
  const isStopping = stopOnSignal(started)
  process.stdout.write(`支部通在 ${config.address}/ ，手机页面在 ${config.address}/m/\n`)
  try {
    await printAddresses(started, config, isDemo)
  } catch (error) {
    if (isStopping()) return
    await started.stop()
    throw error
  }
}

async function printAddresses(started: Started, config: Config, isDemo: boolean): Promise<void> {
  if (isDemo) {
    // Loaded only here: a real installation carries no demonstration data in its memory.
    const { printDemoLinks } = await import('./demo.ts')
    return printDemoLinks(started, config)
  }
  for (const { label, token } of await inviteFirstAdministrators(started.app, config.countyName))
    process.stdout.write(`${label}的一次性登录地址：${config.address}/enter#${token}\n`)
}

/** `zhibutong <command>`. Resolves when the command is done, or is serving. */
export async function main(command: string | undefined): Promise<void> {
  let config: Config | null = null
  try {
    config = readConfig(process.env)
    if (command === 'start' || command === undefined) await serve(config, false)
    else if (command === 'demo') await serve(config, true)
    else if (command === 'doctor') process.exitCode = await runDoctor(config)
    else throw new ConfigError(usage)
  } catch (error) {
    const line = oneLine(error, config)
    if (line) process.stderr.write(`${line}\n`)
    else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  }
}
