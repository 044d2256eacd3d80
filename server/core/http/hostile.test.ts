import { type AddressInfo, connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildTree, type Tree } from '../../test/tree.ts'
import { newId } from '../ids.ts'

const test = useTestApp()
let tree: Tree
let admin: Person
let officer: Person

beforeAll(async () => {
  tree = await buildTree(test)
  admin = await test.person('county-admin', test.county.rootId)
  officer = await test.person('township-officer', tree.township)
})

type Sent = {
  who?: Person
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  headers?: Record<string, string>
  body?: unknown
}

async function send(url: string, { who, method = 'GET', headers = {}, body }: Sent = {}) {
  const isText = typeof body === 'string' || Buffer.isBuffer(body)
  const answer = await test.app.server.inject({
    method,
    url: url.startsWith('/') ? `/api/v1${url}` : url,
    headers: {
      ...(who && { cookie: who.cookie }),
      ...(method !== 'GET' && { 'x-zhibutong': '1', 'idempotency-key': newId() }),
      ...(method !== 'GET' && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { payload: isText ? body : JSON.stringify(body) }),
  })
  return {
    status: answer.statusCode,
    headers: answer.headers,
    size: answer.body.length,
    error: answer.json().error,
  }
}

const post = (url: string, body: unknown, more: Sent = {}) =>
  send(url, { method: 'POST', who: admin, body, ...more })

const founding = (more: object = {}) => ({
  parentId: test.county.rootId,
  kind: 'township',
  name: '新镇',
  shortName: '新镇',
  foundedOn: '2001-01-01',
  reason: '设',
  ...more,
})

const scheme = (rule: object, version: object = {}) => ({
  orgId: tree.township,
  name: '方案',
  version: {
    validFrom: '2026-01-01',
    rules: [{ code: 'A', name: '规则', class: 'bonus', factKind: 'attendance', points: 100, ...rule }],
    ...version,
  },
})

const chinese = /^[^a-zA-Z]*[\u4e00-\u9fff].*[。]$/

describe('what no column can hold', () => {
  it.each([
    ['a NUL in a query', () => send('/accounts?search=%00', { who: admin }), 'query.search'],
    [
      'a NUL in a path',
      () => post(`/points/approvals/${newId()}/a%00`, { approved: true }),
      'params.ruleCode',
    ],
    ['a NUL in a name', () => post('/organisations', founding({ name: 'a\0b' })), 'body.name'],
    ['half a pair in a name', () => post('/organisations', founding({ name: 'a\ud800' })), 'body.name'],
    ['half a pair in a reason', () => post('/organisations', founding({ reason: '\udc00' })), 'body.reason'],
    [
      'a NUL in a key',
      () => post('/schemes', scheme({ pattern: { 'a\0': 1 } }), { who: officer }),
      'body.version.rules.0.pattern',
    ],
    [
      'half a pair deep inside',
      () => post('/schemes', scheme({ pattern: { who: { x: '\ud800' } } }), { who: officer }),
      'body.version.rules.0.pattern.who.x',
    ],
    [
      'a NUL before anybody is known',
      () => post('/session/sign-in', { login: 'a\0b', password: 'x' }),
      'body.login',
    ],
  ])('%s is refused with its field', async (_name, ask, field) => {
    const { status, error } = await ask()
    expect(status).toBe(400)
    expect(error).toMatchObject({ code: 'input.invalid', field })
    expect(error.message).toMatch(chinese)
  })

  it.each([25, 7_000, 100_000])('nesting of %i levels is refused', async (levels) => {
    const deep = '{"a":'.repeat(levels) + '1' + '}'.repeat(levels)
    const body = JSON.stringify(scheme({ pattern: { x: 'DEEP' } })).replace('"DEEP"', deep)
    const { status, error } = await post('/schemes', body, { who: officer })
    expect([status, error.code]).toEqual([400, 'input.invalid'])
  })

  it('a whole pair and nesting within reason pass', async () => {
    const { status } = await post('/organisations', founding({ name: '𠮷林镇', shortName: '𠮷林镇' }))
    expect(status).toBe(200)
  })

  it.each([
    ['a year before all calendars', () => send('/organisations?on=0000-01-01', { who: admin })],
    ['a rule beyond all numbers', () => send(`/points/entries/${newId()}/99999999999`, { who: officer })],
    [
      'a rule of a list',
      () =>
        send(`/organisations/${tree.branch}/points/entries?year=2026&ruleId=99999999999`, { who: officer }),
    ],
    ['a year beyond all calendars', () => send('/recognitions?year=99999999999', { who: officer })],
    [
      'a rule of a board',
      () => send(`/organisations/${tree.branch}/board/records?year=2026&ruleId=1e11`, { who: officer }),
    ],
    ['a version', () => post(`/schemes/${newId()}/versions/99999999999/publish`, {}, { who: officer })],
    [
      'a first day of rules',
      () => post('/schemes', scheme({}, { validFrom: '0001-01-01' }), { who: officer }),
    ],
  ])('%s is refused', async (_name, ask) => {
    const { status, error } = await ask()
    expect(status).toBe(400)
    expect(error).toMatchObject({ code: 'input.invalid', field: expect.any(String) })
    expect(error.message).toMatch(chinese)
  })
})

describe('bodies', () => {
  const formed = { code: expect.any(String), message: expect.stringMatching(chinese) }

  it.each([
    ['none', undefined, {}, 400],
    ['empty JSON', '', {}, 400],
    ['broken JSON', '{"a"', {}, 400],
    ['a list', '[]', {}, 400],
    ['a bare text', '"a"', {}, 400],
    ['null', 'null', {}, 400],
    ['__proto__', '{"__proto__":{"a":1}}', {}, 400],
    ['constructor.prototype', '{"constructor":{"prototype":{"a":1}}}', {}, 400],
    ['plain text', '{}', { 'content-type': 'text/plain' }, 415],
    ['a form', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['XML', '<a/>', { 'content-type': 'application/xml' }, 415],
    ['several parts', '--a--', { 'content-type': 'multipart/form-data; boundary=a' }, 415],
    [
      'bytes where no file is asked for',
      Buffer.alloc(900_000, 97),
      { 'content-type': 'application/octet-stream' },
      415,
    ],
    ['more than a megabyte', `"${'x'.repeat(1_100_000)}"`, {}, 413],
    ['a compressed bomb', gzipSync(Buffer.alloc(30_000_000, 32)), { 'content-encoding': 'gzip' }, 400],
    ['an unknown coding', 'x', { 'content-encoding': 'lzw' }, 400],
  ])('%s is refused', async (_name, body, headers, status) => {
    const answer = await post('/organisations', body, { headers })
    expect(answer.status).toBe(status)
    expect(answer.error).toMatchObject(formed)
  })

  it('fifty thousand unknown fields are not all told back', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`field${i}`, 1]))
    const { status, size, error } = await post('/organisations', { ...founding(), ...unknown })
    expect([status, error.code]).toEqual([400, 'input.invalid'])
    expect(size).toBeLessThan(500)
  })

  it('a parameter given twice is not one of the two', async () => {
    const { status, error } = await send('/organisations?on=2020-01-01&on=2021-01-01', { who: admin })
    expect(status).toBe(400)
    expect(error).toMatchObject({ code: 'input.invalid', field: 'query.on' })
  })

  it('rules whose codes repeat, and ceilings over rules that are not there, are told with their place', async () => {
    const twice = scheme({})
    twice.version.rules.push(...twice.version.rules)
    const unknown = scheme({}, { limits: [{ name: '限', level: 1, period: 'day', cap: 100, rules: ['ZZ'] }] })
    const repeated = scheme(
      {},
      { limits: [{ name: '限', level: 1, period: 'day', cap: 100, rules: ['A', 'A'] }] },
    )
    const answers = [
      await post('/schemes', twice, { who: officer }),
      await post('/schemes', unknown, { who: officer }),
      await post('/schemes', repeated, { who: officer }),
    ]
    expect(answers.map(({ status, error }) => [status, error?.code, error?.field])).toEqual([
      [400, 'input.invalid', 'body.version.rules.1.code'],
      [400, 'input.invalid', 'body.version.limits.0.rules.0'],
      [400, 'input.invalid', 'body.version.limits.0.rules.1'],
    ])
  })
})

describe('every answer', () => {
  it.each([
    ['of an address that is none', '/organisations/%E0%A4%A', 400],
    ['of a parameter longer than any id', `/organisations/${'1'.repeat(300)}`, 404],
    ['of an unknown address', '/nothing', 404],
    ['that asks for a sign-in', '/session', 401],
    ['that refuses an input', '/organisations?on=x', 400],
  ])('%s has code, sentence and the headers of safety', async (_name, url, status) => {
    const { headers, error, ...answer } = await send(url)
    expect(answer.status).toBe(status)
    expect(error).toMatchObject({ code: expect.any(String), message: expect.stringMatching(chinese) })
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'referrer-policy': 'no-referrer',
    })
  })

  it.each(['/healthz', '/readyz', '/api/openapi.json'])('of %s is not kept', async (url) => {
    const { statusCode, headers } = await test.app.server.inject(url)
    expect([statusCode, headers['cache-control'], headers['x-content-type-options']]).toEqual([
      200,
      'no-store',
      'nosniff',
    ])
  })
})

describe('a connection that speaks no HTTP', () => {
  let port = 0
  beforeAll(async () => {
    await test.app.server.listen({ port: 0, host: '127.0.0.1' })
    port = (test.app.server.server.address() as AddressInfo).port
  })

  const say = (text: string) =>
    new Promise<string>((resolve, reject) => {
      let heard = ''
      const socket = connect(port, '127.0.0.1', () => socket.write(text))
      socket
        .on('data', (bytes) => (heard += bytes))
        .on('close', () => resolve(heard))
        .on('error', reject)
      socket.setTimeout(5_000, () => socket.destroy(new Error('no answer')))
    })

  it.each([
    ['noise', 'NOISE\r\n\r\n', '400 Bad Request'],
    [
      'headers without end',
      `GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`,
      '431 Request Header Fields Too Large',
    ],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n',
      '400 Bad Request',
    ],
  ])('%s is answered in the same form and closed', async (_name, text, status) => {
    const answer = await say(text)
    expect(answer).toContain(`HTTP/1.1 ${status}\r\n`)
    expect(answer).toContain('"code":"input.unreadable"')
    expect(answer).toContain('cache-control: no-store')
  })
})
