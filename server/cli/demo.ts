import { buildDemo } from '../../demo/build.ts'
import { listDemoRoles } from '../../demo/roles.ts'
import { invite } from '../features/access/commands.ts'
import { asSystem } from '../features/access/set-up.ts'
import type { Config } from './config.ts'
import { listCounties } from './first-administrator.ts'
import type { Started } from './start.ts'

const seed = 20151001

/** Builds the demonstration county where none stands, and prints a one-time address for each of its roles. */
export async function printDemoLinks({ app, countRows }: Started, config: Config): Promise<void> {
  const say = (line: string) => void process.stdout.write(`${line}\n`)
  if ((await listCounties(app)).length === 0) {
    say('正在生成演示数据，约半分钟。')
    await buildDemo(app, { seed, today: new Date(), log: say })
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
