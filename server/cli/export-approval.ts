import { pino } from 'pino'
import type { Role } from '../../contract/roles.ts'
import { signIn, signOut } from '../../contract/session.ts'
import { type App, createApp } from '../app.ts'
import { todayIn } from '../core/clock/today.ts'
import type { Actor } from '../core/context/context.ts'
import { findRunning } from '../core/db/embedded/running.ts'
import { findPersonalNumbers } from '../core/guard/find-personal-numbers.ts'
import { write } from '../core/http/transact.ts'
import { newId } from '../core/ids.ts'
import type { MasterKeys } from '../core/keys/master-keys.ts'
import { systemActor } from '../features/access/set-up.ts'
import { say } from './backup-progress.ts'
import { type Config, ConfigError } from './config.ts'
import { openDatabase } from './database.ts'
import { listCounties } from './first-administrator.ts'
import { readTypedLines, type TypedLines } from './typed-lines.ts'

/** Who may let the whole of a county out in clear. The auditor may not: it is the auditor who is told. */
const approvers: readonly Role[] = ['county-admin', 'security-admin']

export type ExportWish = {
  config: Config
  masters: MasterKeys
  county: number
  reason: string
  /** The sign-in name of the administrator who lets it out in clear; null: it is encrypted. */
  approver: string | null
}

/**
 * Writes into the county's log, before a row is read, that all of it is taken away, by whom and why. In clear the named
 * administrator shows password and code of the moment, as on the page and under the same throttle. ConfigError when
 * that does not pass.
 */
export async function approveExport(wish: ExportWish, typed = readTypedLines): Promise<void> {
  const { config, masters, county, reason, approver } = wish
  if (findPersonalNumbers(reason, { today: todayIn(new Date()) }).length > 0)
    throw new ConfigError('没有导出：理由里不要写号码。')
  const log = pino({ level: 'silent' })
  const running = config.databaseUrl ? null : findRunning(config.dataDir)
  const urls = running?.urls ?? (await openDatabase(config, masters, log)).urls
  const app = await createApp({ urls, masterKeys: masters, log, connections: 2 })
  try {
    const found = (await listCounties(app)).find((one) => one.county === county)
    if (!found) throw new ConfigError(`没有导出：没有编号 ${county} 的县。`)
    const actor =
      approver === null ? systemActor(found.systemAccount) : await identify(app, county, approver, typed())
    await note(app, county, actor, reason, approver !== null)
  } finally {
    await app.close()
  }
}

async function note(app: App, county: number, actor: Actor, reason: string, clear: boolean): Promise<void> {
  await write(app.runtime, {
    ...{ identity: { county, actor }, name: 'export a county', requestId: newId(), from: null, input: null },
    run: async (ctx) => {
      const target = { kind: 'county', id: county }
      ctx.audit({
        action: clear ? 'county.exported-in-clear' : 'county.exported',
        target,
        detail: { reason },
      })
    },
  })
}

async function identify(app: App, county: number, login: string, lines: TypedLines): Promise<Actor> {
  try {
    const password = await lines.ask(`管理员 ${login} 的密码：`)
    const code = await lines.ask('手机上的动态口令（六位）：')
    return await signInOnce(app, county, { login, password, code })
  } finally {
    lines.close()
  }
}

async function signInOnce(
  app: App,
  county: number,
  payload: { login: string; password: string; code: string },
): Promise<Actor> {
  const headers = { 'x-zhibutong': '1' }
  const post = (path: string, body: object, more = {}) =>
    app.server.inject({
      method: 'POST',
      url: `/api/v1${path}`,
      headers: { ...headers, ...more },
      payload: body,
    })
  const entered = await post(signIn.path, payload)
  if (entered.statusCode !== 200)
    throw new ConfigError(`没有导出：${messageOf(entered.json()) ?? '没有登录成。'}`)
  const cookie = String(entered.headers['set-cookie'] ?? '').split(';')[0] ?? ''
  const identity = await app.runtime.identify(cookie.split('=')[1] ?? '')
  await post(signOut.path, {}, { cookie })
  const mayApprove = identity?.actor.grants.some((grant) => approvers.includes(grant.role)) ?? false
  if (!identity || identity.county !== county || !mayApprove)
    throw new ConfigError('没有导出：这个账号不是这个县的系统管理员或安全管理员。')
  return identity.actor
}

function messageOf(body: unknown): string | null {
  const { error } = body as { error?: { message?: string } }
  return error?.message ?? null
}

export function sayApproved(): void {
  say('已经记进审计日志，审计员的首页会看到。')
}
