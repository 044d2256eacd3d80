import { buildDemo } from '../../demo/build.ts'
import { buildCounty } from '../../demo/county/build.ts'
import { type CountySize, countySize, smallCountySize } from '../../demo/county/size.ts'
import { listDemoRoles } from '../../demo/roles.ts'
import { invite } from '../features/access/commands.ts'
import { asSystem } from '../features/access/set-up.ts'
import { type Config, ConfigError } from './config.ts'
import { listCounties } from './first-administrator.ts'
import type { Started } from './start.ts'

const seed = 20151001

const say = (line: string) => void process.stdout.write(`${line}\n`)

type Build = (started: Started, today: Date) => Promise<unknown>

/** `--size`: a township with the years of the documents, or a whole county with two years of organisational life. */
const sizes: Record<string, Build> = {
  township: ({ app }, today) => {
    say('正在生成演示数据，约半分钟。')
    return buildDemo(app, { seed, today, log: say })
  },
  'small-county': (started, today) => buildWhole(started, smallCountySize, today),
  county: (started, today) => {
    say('正在生成一个县的演示数据，要几分钟。')
    return buildWhole(started, countySize, today)
  },
}

function buildWhole({ app, countRows }: Started, size: CountySize, today: Date): Promise<unknown> {
  return buildCounty(app, { seed, today, size, log: say, countRows })
}

/** Throws ConfigError for a size that there is not. */
export function demandDemoSize(size: string): Build {
  const build = Object.hasOwn(sizes, size) && sizes[size]
  if (!build)
    throw new ConfigError(`没有启动：--size 可以是 ${Object.keys(sizes).join('、')}，没有“${size}”。`)
  return build
}

/** Builds the demonstration county where none stands, and prints a one-time address for each of its roles. */
export async function printDemoLinks(started: Started, config: Config, build: Build): Promise<void> {
  const { app, countRows } = started
  if ((await listCounties(app)).length === 0) {
    await build(started, new Date())
    await countRows()
  }
  const demo = await listDemoRoles(app)
  for (const { role, accountId } of demo.roles) {
    const token = await asSystem(app.runtime, demo.county, 'invite to the demonstration', (ctx) =>
      invite(ctx, accountId, 'demonstration', 1),
    )
    say(`sign-in ${role} ${config.address}/enter#${token}`)
  }
}
