import type { z } from 'zod'
import * as contract from '../../contract/talks.ts'
import { newId } from '../core/ids.ts'
import { buildRegister } from './activities.ts'
import type { Person, TestApp } from './app.ts'
import { buildTree, type Tree } from './tree.ts'

type Wish = z.input<(typeof contract.recordPairTalk)['body']>

/** A branch with a secretary, two of its committee and three members. */
export async function buildTalkTest(test: TestApp) {
  const tree: Tree = await buildTree(test)
  const names = ['沈国良', '林秀兰', '周水根', '王阿根', '丁小红', '许金娣']
  const ids = await buildRegister(
    test,
    names.map((name) => ({ orgId: tree.branch, name })),
  )
  const posts = ['支部书记', '组织委员', '宣传委员']
  await test.system(async (ctx) => {
    for (const [at, post] of posts.entries())
      await ctx.db
        .updateTable('members')
        .set({ party_post: post })
        .where('county_id', '=', ctx.county)
        .where('member_id', '=', ids[at] ?? '')
        .execute()
  })
  const own = (at: number) => ({ name: names[at] ?? '', memberId: ids[at] ?? null })
  return {
    tree,
    ids,
    secretary: await test.person('branch-secretary', tree.branch, own(0)),
    member: (at: number) => test.person('member', tree.branch, own(at)),
  }
}

export function tryToRecord(
  who: Pick<Person, 'ask'>,
  orgId: number,
  wish: Partial<Wish>,
  requestId = newId(),
) {
  const body = { oneId: '', otherId: '', day: '2026-11-18', matter: 'thought' as const, ...wish }
  return who.ask(contract.recordPairTalk, { params: { orgId }, requestId, body })
}

export async function pairsOf(who: Person, orgId: number) {
  const { body, status, error } = await who.ask(contract.listPairTalks, { params: { orgId }, query: {} })
  if (status !== 200) throw new Error(error.message)
  return body
}
