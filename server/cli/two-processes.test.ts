import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeActivity, getActivity, planActivity } from '../../contract/activities.ts'
import { getTotals } from '../../contract/booklets.ts'
import type { EndpointSpec, OutputOf } from '../../contract/endpoint.ts'
import { getSession, signIn, signOut } from '../../contract/session.ts'
import { newId } from '../core/ids.ts'
import { invite } from '../features/access/commands.ts'
import { buildCrowd } from '../test/activities.ts'
import { requestOf, type Sent, useTestApp } from '../test/app.ts'
import { type BuiltCli, buildCli, freePort, type Running, serverEnv } from '../test/cli.ts'
import { registerFile, useImports } from '../test/imports.ts'
import { newIdNumber } from '../test/members.ts'
import { buildScheme } from '../test/points.ts'
import { buildTree, type Tree } from '../test/tree.ts'

const test = useTestApp(new Date().toISOString())
const imports = useImports(test)
let cli: BuiltCli
let tree: Tree
let one: Site
let other: Site

type Site = { url: string; metrics: string; running: Running }
type Sendable = { url: string; method: string; headers: Record<string, string>; payload?: object }
type Heard<T> = { status: number; body: T; cookie: string }

/** The shipped program on the database of the tests, beside another one of it. */
async function startSite(): Promise<Site> {
  const key = test.masterKeys.current.key.export().toString('base64')
  const env = { ...(await serverEnv(test.database.urls)), METRICS_PORT: String(await freePort()) }
  const running = cli.run({ ...env, ZHIBUTONG_MASTER_KEY: key })
  await running.says('支部通在')
  const at = (port: string) => `http://127.0.0.1:${port}`
  return { url: at(env.PORT), metrics: `${at(env.METRICS_PORT)}/metrics`, running }
}

async function tell(url: string, cookie: string | null, spec: EndpointSpec, sent: Sent<EndpointSpec>) {
  const { url: path, method, headers, payload } = requestOf(spec, sent, cookie) as Sendable
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(payload ? { body: JSON.stringify(payload) } : {}),
  })
  return {
    status: answer.status,
    body: await answer.json(),
    cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '',
  }
}

/** A browser behind a proxy that sends each request to the other process than the last. */
function alternating(cookie: string | null) {
  let nth = 0
  return <S extends EndpointSpec>(spec: S, sent: Sent<S> = {}): Promise<Heard<OutputOf<S>>> =>
    tell(nth++ % 2 === 0 ? one.url : other.url, cookie, spec, sent)
}

beforeAll(async () => {
  cli = await buildCli()
  tree = await buildTree(test)
  ;[one, other] = await Promise.all([startSite(), startSite()])
}, 180_000)

afterAll(async () => {
  for (const site of [one, other]) site?.running.child.kill('SIGTERM')
  await Promise.all([one, other].map((site) => site?.running.ended))
})

const enter = (url: string, token: string) =>
  fetch(`${url}/api/v1/session/enter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-zhibutong': '1' },
    body: JSON.stringify({ token }),
  })

describe('two processes on one database', () => {
  it('do the main job together, each request answered by the other one', async () => {
    const crowd = await buildCrowd(test, tree.branch, 12)
    await buildScheme(test, tree.village)
    const { cookie } = await test.person('branch-secretary', tree.branch)
    const ask = alternating(cookie)
    const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    const body = { orgId: tree.branch, kind: 'theme-day', title: '主题党日', day } as const
    const { body: plan } = await ask(planActivity, {
      body: { ...body, invited: { whom: 'named', memberIds: crowd } },
    })
    const roll = { exceptions: [], added: [], removed: [] }
    const requestId = newId()
    const close = { params: { activityId: plan.activityId }, requestId }
    const closed = await ask(closeActivity, { ...close, body: { version: plan.version, roll } })
    expect(closed).toMatchObject({ status: 200, body: { present: 12 } })
    // The answer was lost: the other process gives the first one.
    const again = await ask(closeActivity, { ...close, body: { version: plan.version, roll } })
    expect(again.body).toEqual(closed.body)
    const seen = await ask(getActivity, { params: { activityId: plan.activityId } })
    expect(seen.body.activity).toMatchObject({ state: 'closed', closings: 1 })
    const year = Number(day.slice(0, 4))
    const both = await Promise.all(
      [1, 2].map(() => ask(getTotals, { params: { orgId: tree.branch }, query: { year } })),
    )
    expect(both[0]?.status).toBe(200)
    expect(both[0]?.body).toEqual(both[1]?.body)
  })

  it('end a session for both at once', async () => {
    const { cookie } = await test.person('branch-secretary', tree.branch)
    const ask = alternating(cookie)
    expect((await ask(getSession)).status).toBe(200)
    expect((await ask(signOut, { body: {} })).status).toBe(200)
    expect((await ask(getSession)).status).toBe(401)
    expect((await ask(getSession)).status).toBe(401)
  })

  it('let a one-time address in once, whichever is asked', async () => {
    const { accountId } = await test.person('branch-secretary', tree.branch)
    const token = await test.system((ctx) => invite(ctx, accountId, 'invitation', 1))
    const tried = await Promise.all([enter(one.url, token), enter(other.url, token)])
    expect(tried.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 401])
  })

  it('count the attempts on a name together', async () => {
    const ask = alternating(null)
    const login = `nobody-${newId().slice(-6)}`
    const codes: string[] = []
    for (let nth = 0; nth < 6; nth += 1) {
      const { body } = await ask(signIn, { body: { login, password: 'not the right one' } })
      codes.push((body as unknown as { error: { code: string } }).error.code)
    }
    expect(codes.slice(0, 4).every((code) => code === 'auth.failed')).toBe(true)
    expect(codes.slice(-1)).toEqual(['auth.locked'])
  })

  it('count what one network address asks of the open calendar together', async () => {
    const rest = async (url: string) =>
      Number((await fetch(`${url}/calendar/nothing.ics`)).headers.get('x-ratelimit-remaining'))
    const first = await rest(one.url)
    expect(await rest(other.url)).toBe(first - 1)
    expect(await rest(one.url)).toBe(first - 2)
  })

  it('tell operators of connections, jobs and answers, and nobody else', async () => {
    const text = await (await fetch(one.metrics)).text()
    expect(text).toMatch(/zhibutong_http_seconds_count\{[^}]*route="\/api\/v1\/activities"[^}]*\} 1/)
    expect(text).toMatch(/zhibutong_connections\{pool="app",state="idle"\} \d/)
    expect(text).toMatch(/zhibutong_jobs\{state="failed"\} 0/)
    expect(text).not.toContain(String(tree.branch).padStart(12, '0'))
    expect((await fetch(`${one.url}/metrics`)).status).toBe(404)
    expect((await fetch(one.metrics.replace('/metrics', '/'))).status).toBe(404)
  })

  it('go on when one of them is killed in the middle, its job too', async () => {
    const person = await test.person('branch-secretary', tree.branch)
    const people = Array.from({ length: 300 }, () => ({ name: '李甲', idNumber: newIdNumber() }))
    const { body } = await imports.send(person, tree.branch, await registerFile(people))
    one.running.child.kill('SIGKILL')
    await one.running.ended
    await expect
      .poll(async () => (await imports.look(person, body.importId)).state, { timeout: 60_000, interval: 500 })
      .toBe('ready')
    const seen = await tell(other.url, person.cookie, getSession, {})
    expect(seen.status).toBe(200)
  }, 90_000)
})
