import type pg from 'pg'
import { withClient } from '../core/db/embedded/roles.ts'
import { isProvince, nameOfPart } from '../features/above/divisions.ts'
import * as q from '../features/above/operator-queries.ts'
import { type Config, ConfigError } from './config.ts'
import { openPlatform } from './open-platform.ts'

const usage = [
  '用法：zhibutong above list                     谁能看县以上的看板，各县在哪里',
  '      zhibutong above grant 登录名 区划         准许：33 是一个省，3301 是一个市，全国 是全部',
  '      zhibutong above revoke 登录名 区划        收回',
  '      zhibutong above place 县的编号 区划代码   登记一个县的六位代码，如 330299',
  '      zhibutong above name 3302 宁波市          给一个市取名',
].join('\n')

type Deed = (client: pg.Client, words: readonly string[]) => Promise<void>

const deeds: Readonly<Record<string, { words: number; run: Deed }>> = {
  list: { words: 0, run: list },
  grant: { words: 2, run: grant },
  revoke: { words: 2, run: revoke },
  place: { words: 2, run: place },
  name: { words: 2, run: name },
}

/** `zhibutong above …`: who may look above the counties and where each stands, also while the server is at work. */
export async function runAbove(config: Config, [deed = '', ...words]: readonly string[]): Promise<number> {
  const chosen = Object.hasOwn(deeds, deed) ? deeds[deed] : undefined
  if (chosen?.words !== words.length) throw new ConfigError(usage)
  const { url, stop } = await openPlatform(config)
  try {
    await withClient(url, (client) => chosen.run(client, words))
    return 0
  } finally {
    await stop()
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

const wholeWords = ['全国', '']

/** A province, a prefecture or the whole country, as it is kept. */
function readPrefix(typed: string): string {
  if (wholeWords.includes(typed)) return ''
  if (!/^(\d{2}|\d{4})$/.test(typed) || !isProvince(typed.slice(0, 2)))
    throw new ConfigError('没有做成：区划写 全国、省的两位代码（如 33）或者市的四位代码（如 3302）。')
  return typed
}

/** Names of sign-in are kept in small letters. */
async function readNamed(client: pg.Client, [typed = '', part = '']: readonly string[]): Promise<q.Named> {
  const named = { login: typed.trim().toLowerCase(), prefix: readPrefix(part) }
  if (!(await q.hasLogin(client, named.login)))
    throw new ConfigError(`没有做成：没有登录名 ${typed}。请本人先进来一次，设好登录名和密码。`)
  return named
}

async function grant(client: pg.Client, words: readonly string[]): Promise<void> {
  const named = await readNamed(client, words)
  const isNew = await q.insertGrant(client, named)
  const part = nameOfPart(named.prefix, new Map())
  say(isNew ? `${named.login} 可以看 ${part} 了。` : `${named.login} 本来就可以看 ${part}，没有改动。`)
}

async function revoke(client: pg.Client, words: readonly string[]): Promise<void> {
  const named = await readNamed(client, words)
  const wasThere = await q.deleteGrant(client, named)
  const part = nameOfPart(named.prefix, new Map())
  say(wasThere ? `${named.login} 不能再看 ${part}。` : `${named.login} 没有 ${part} 这一项，没有改动。`)
}

async function place(client: pg.Client, [typed = '', code = '']: readonly string[]): Promise<void> {
  const county = Number(typed)
  if (!/^\d{1,9}$/.test(typed) || !/^\d{6}$/.test(code) || !isProvince(code.slice(0, 2)))
    throw new ConfigError('没有做成：写县的编号和六位区划代码，编号看 zhibutong above list。')
  const counties = await q.listCounties(client)
  const found = counties.find((one) => one.county === county)
  if (!found) throw new ConfigError(`没有做成：没有编号 ${typed} 的县。`)
  const isNew = await q.placeCounty(client, county, code)
  say(isNew ? `${found.name}登记在 ${code}。` : `${found.name}本来就登记在 ${code}，没有改动。`)
}

async function name(client: pg.Client, [code = '', called = '']: readonly string[]): Promise<void> {
  const words = called.trim()
  if (!/^\d{4}$/.test(code) || !isProvince(code.slice(0, 2)) || words === '' || words.length > 30)
    throw new ConfigError('没有做成：写市的四位代码和名称，如 3302 宁波市。')
  await q.namePrefecture(client, code, words)
  say(`${code} 叫 ${words}。`)
}

async function list(client: pg.Client): Promise<void> {
  for (const { county, name: called, code } of await q.listCounties(client))
    say(`县  ${county}  ${code ?? '没有登记区划代码'}  ${called}`)
  const grants = await q.listGrants(client)
  for (const { login, name: person, county, prefix, isClosed } of grants)
    say(
      `人  ${nameOfPart(prefix, new Map())}  ${login ?? ''}  ${person}  ${county}${isClosed ? '  账号已停用' : ''}`,
    )
  if (grants.length === 0) say('还没有人能看县以上的看板。')
}
