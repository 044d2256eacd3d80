import type { LightMyRequestResponse } from 'fastify'
import * as boards from '../../contract/boards.ts'
import { listenToStatements, statementListener } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import { buildRegister, close, planned } from './activities.ts'
import type { Person, TestApp } from './app.ts'
import { buildScheme } from './points.ts'
import { buildTree, type Tree } from './tree.ts'

/** The third quarter of the design's pages, seen from the day of the tests, 20 November 2026. */
export const quarter = { from: '2026-07-01', to: '2026-09-30' } as const

export type BoardTest = {
  tree: Tree
  /** Member ids by name. */
  ids: Record<string, string>
  /** Activity ids by title. */
  activities: Record<string, string>
  /** Who draws up, who reviews in the branch, who reviews above it, who only looks from the township. */
  secretary: Person
  deputy: Person
  committee: Person
  township: Person
}

/** In stroke order, which is not the order of pinyin. */
export const names = ['丁小红', '王阿根', '方志明', '叶春燕', '林秀兰'] as const

/**
 * A branch of five and an activist, with three activities of the quarter by the scheme of document 001 (meeting 2, sanitation
 * 2, mediation 3): 丁小红 4, 王阿根 2 (ill on 16 July), 方志明 7, 叶春燕 4, 林秀兰 4; together 21.
 */
export async function buildBoardTest(test: TestApp): Promise<BoardTest> {
  const tree = await buildTree(test)
  await buildScheme(test, tree.committee)
  const people = [
    ...names.map((name) => ({ orgId: tree.branch, name })),
    { orgId: tree.branch, name: '丁积极', stage: 'activist' as const },
    { orgId: tree.sibling, name: '徐东溪' },
  ]
  const made = await buildRegister(test, people)
  const ids = Object.fromEntries(people.map(({ name }, at) => [name, made[at] ?? '']))
  const secretary = await test.person('branch-secretary', tree.branch, { name: '沈国良' })
  const deputy = await test.person('branch-deputy', tree.branch, {
    name: '许金娣',
    memberId: ids['叶春燕'] ?? null,
  })
  const committee = await test.person('committee-secretary', tree.committee, { name: '董长林' })
  const township = await test.person('township-officer', tree.township, { name: '周水根' })
  const all = { tree, ids, secretary, deputy, committee, township }
  return { ...all, activities: await holdQuarter(all) }
}

function held(answer: Awaited<ReturnType<typeof close>>): void {
  if (answer.status !== 200) throw new Error(`not closed: ${JSON.stringify(answer.error)}`)
}

async function holdQuarter({ tree, ids, secretary }: Omit<BoardTest, 'activities'>) {
  const idOf = (name: string) => ids[name] ?? ''
  const meeting = await planned(secretary, tree.branch, {
    kind: 'members-assembly',
    title: '党员大会',
    day: '2026-07-16',
  })
  const ill = { memberId: idOf('王阿根'), state: 'leave', reason: 'ill', note: '住院' } as const
  held(await close(secretary, meeting, { roll: { exceptions: [ill] } }))
  const river = await planned(secretary, tree.branch, {
    kind: 'sanitation',
    title: '清理河道、路边',
    day: '2026-08-20',
  })
  held(await close(secretary, river))
  const quarrel = await planned(secretary, tree.branch, {
    kind: 'mediation',
    title: '调解张家李家的墙',
    day: '2026-09-11',
  })
  const others = names.filter((name) => name !== '方志明').map(idOf)
  held(await close(secretary, quarrel, { roll: { removed: others } }))
  return { 党员大会: meeting, '清理河道、路边': river, 调解张家李家的墙: quarrel }
}

type Wish = {
  title?: string
  from?: string
  to?: string
  contact?: { place: string; hours: string; telephone: string }
}

export function prepare(who: Person, orgId: number, wish: Wish = {}, requestId = newId()) {
  return who.ask(boards.preparePublication, { requestId, body: { orgId, ...quarter, ...wish } })
}

/** A list of the quarter before the public, with its address. */
export async function published(board: BoardTest, wish: Wish = {}) {
  const made = await prepare(board.secretary, board.tree.branch, wish)
  if (made.status !== 200) throw new Error(`not prepared: ${made.error.message}`)
  const { publicationId } = made.body
  const { body, status, error } = await board.deputy.ask(boards.publishPublication, {
    params: { publicationId },
  })
  if (status !== 200) throw new Error(`not published: ${error.message}`)
  return { ...body, address: body.path.split('/').at(-1) ?? '' }
}

/** Asks for a page as a browser without an account would. */
export function visit(
  test: TestApp,
  url: string,
  headers: Record<string, string> = {},
): Promise<LightMyRequestResponse> {
  return test.app.server.inject({ method: 'GET', url, headers })
}

/** Sends a plain form, as a browser without a script does; `from`: its network address. */
export function sendForm(
  test: TestApp,
  url: string,
  fields: Record<string, string>,
  { headers = {}, from = '127.0.0.1' }: { headers?: Record<string, string>; from?: string } = {},
): Promise<LightMyRequestResponse> {
  return test.app.server.inject({
    method: 'POST',
    url,
    remoteAddress: from,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(fields).toString(),
  })
}

/** The words of a page without its markup. */
export function wordsOf(page: LightMyRequestResponse): string {
  return page.body
    .replace(/<(?:style|head)[^]*?<\/(?:style|head)>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
}

/** What the page says beside somebody's total, if anything. */
export function markOf(html: string, name: string): string | undefined {
  const row = html.split('<tr role="row"').find((part) => part.includes(`scope="row">${name}</th>`)) ?? ''
  return /<span class="mk">([^<]*)<\/span>/.exec(row)?.[1]
}

/** Moves the clock of the tests to the morning of a day. */
export function goTo(test: TestApp, day: string): void {
  test.clock.now = new Date(`${day}T09:00:00+08:00`)
}

/** How many statements a piece of work sends; the listener that was there hears them as well. */
export async function countStatements<T>(run: () => Promise<T>): Promise<{ statements: number; answer: T }> {
  const before = statementListener
  let statements = 0
  listenToStatements((text) => {
    statements += 1
    before?.(text)
  })
  try {
    const answer = await run()
    return { statements, answer }
  } finally {
    listenToStatements(before)
  }
}
