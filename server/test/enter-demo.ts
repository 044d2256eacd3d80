import type { Role } from '../../contract/roles.ts'
import type { Session } from '../../contract/session.ts'
import type { App } from '../app.ts'
import { invite } from '../features/access/commands.ts'
import { asSystem, type County } from '../features/access/set-up.ts'

type Demo = { county: County; roles: readonly { role: Role; accountId: string }[] }

/** Enters as one of a demonstration's own accounts by a one-time address, as a newcomer does. */
export async function enterDemo(app: App, { county, roles }: Demo, role: Role) {
  const accountId = roles.find((one) => one.role === role)?.accountId ?? ''
  const token = await asSystem(app.runtime, county, 'test', (ctx) =>
    invite(ctx, accountId, 'demonstration', 1),
  )
  const headers = { 'x-zhibutong': '1' }
  const url = '/api/v1/session/enter'
  const entered = await app.server.inject({ method: 'POST', url, headers, payload: { token } })
  const cookie = String(entered.headers['set-cookie']).split(';')[0] ?? ''
  return {
    session: entered.json<Session>(),
    get: async <T>(path: string) =>
      (await app.server.inject({ url: `/api/v1${path}`, headers: { cookie } })).json<T>(),
  }
}
