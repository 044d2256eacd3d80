import { beforeEach, expect, it } from 'vitest'
import { noteKin } from '../../../contract/kin.ts'
import * as contract from '../../../contract/laggards.ts'
import { withClient } from '../../core/db/embedded/roles.ts'
import { useTestApp } from '../../test/app.ts'
import { type BoardTest, buildBoardTest, goTo } from '../../test/boards.ts'
import { begun, setYearThreshold, talkOf } from '../../test/talks.ts'

const test = useTestApp()
let board: BoardTest
let branch: number
let wang: string

beforeEach(async () => {
  goTo(test, '2026-11-20')
  board = await buildBoardTest(test)
  branch = board.tree.branch
  wang = board.ids['王阿根'] ?? ''
  await setYearThreshold(board.secretary, branch, 3)
})

/** Every table in which these words can be read, by somebody who holds the whole database and no key. */
function tablesWith(words: string): Promise<string[]> {
  return withClient(test.database.adminUrl, async (client) => {
    const { rows } = await client.query<{ table_name: string }>(
      `select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    )
    const found: string[] = []
    for (const { table_name: table } of rows) {
      const hex = Buffer.from(words, 'utf8').toString('hex')
      const { rowCount } = await client.query(
        `select 1 from "${table}" t where t::text like $1 or t::text like $2 limit 1`,
        [`%${words}%`, `%${hex}%`],
      )
      if (rowCount) found.push(table)
    }
    return found
  })
}

it('lets nobody who holds the database alone read what was said, written or noted in a conversation', async () => {
  const secret = '老伴查出大病'
  const caseId = await begun(board.secretary, branch, wang)
  const params = { caseId }
  await board.secretary.ask(contract.writeLetter, { params, body: { words: `王阿根同志：\n\n${secret}` } })
  const talk = { ...talkOf(), causes: `${secret}，走不开`, measures: `${secret}，派人去看` }
  await board.secretary.ask(contract.recordTalk, { params, body: talk })
  const own = await test.person('member', branch, { memberId: wang })
  await own.ask(contract.addWords, { params, body: { text: `${secret}，谢谢` } })
  const more = { outcome: 'more-help' as const, note: `${secret}，还没出院`, followUpOn: '2026-12-20' }
  await board.secretary.ask(contract.settleTalk, { params, body: more })
  await board.secretary.ask(contract.closeTalk, { params, body: { note: `${secret}，先放一放` } })
  const out = { memberId: board.ids['丁小红'] ?? '', reason: `${secret}，先不谈`, until: '2026-12-31' }
  const left = await board.secretary.ask(contract.leaveOut, { params: { orgId: branch }, body: out })
  expect(left.status).toBe(200)

  expect(await tablesWith(secret)).toEqual([])
  expect(await tablesWith('王阿根')).toContain('members')
  const { body } = await own.ask(contract.getTalk, { params })
  expect(body.letter?.words).toContain(secret)
  expect(body.talks[0]).toMatchObject({ causes: talk.causes, measures: talk.measures })
  expect(body.words.map((one) => one.text)).toEqual([`${secret}，谢谢`])
  expect(body.history.map((step) => step.note)).toEqual([null, null, null, more.note, `${secret}，先放一放`])
})

it('lets nobody take themselves or their kin back into the list', async () => {
  const out = { memberId: wang, reason: '在外地', until: '2026-12-31' }
  const left = await board.secretary.ask(contract.leaveOut, { params: { orgId: branch }, body: out })
  const end = { params: left.body, body: {} }
  const self = await test.person('branch-secretary', branch, { memberId: wang })
  expect((await self.ask(contract.takeBackIn, end)).error.code).toBe('access.denied')
  const kinId = board.ids['丁小红'] ?? ''
  const kin = { params: { memberId: wang }, body: { kin: { memberId: kinId }, relation: 'sibling' as const } }
  expect((await board.secretary.ask(noteKin, kin)).status).toBe(200)
  const relative = await test.person('branch-secretary', branch, { memberId: kinId })
  expect((await relative.ask(contract.takeBackIn, end)).error.message).toContain('您的亲属')
  expect((await board.secretary.ask(contract.takeBackIn, end)).status).toBe(200)
})
