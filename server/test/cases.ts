import * as contract from '../../contract/cases.ts'
import type { RequestOf } from '../../contract/endpoint.ts'
import { newId } from '../core/ids.ts'
import type { Person, TestApp } from './app.ts'
import { buildMembers } from './people.ts'
import { buildTree, type Tree } from './tree.ts'

export type CaseTest = {
  tree: Tree
  secretary: Person
  deputy: Person
  grid: Person
  committee: Person
  township: Person
  /** 林秀兰, who takes cards and wishes. */
  member: Person
  stranger: Person
}

/** A branch with two who handle, somebody who only records, a member, those above and a branch elsewhere. */
export async function buildCaseTest(test: TestApp): Promise<CaseTest> {
  const tree = await buildTree(test)
  const [memberId = ''] = await buildMembers(test, [{ orgId: tree.branch, name: '林秀兰' }])
  return {
    tree,
    secretary: await test.person('branch-secretary', tree.branch, { name: '沈国良' }),
    deputy: await test.person('branch-deputy', tree.branch, { name: '许金娣' }),
    grid: await test.person('group-leader', tree.branch, { name: '丁小红' }),
    committee: await test.person('committee-secretary', tree.committee, { name: '董长林' }),
    township: await test.person('township-officer', tree.township, { name: '周水根' }),
    member: await test.person('member', tree.branch, { name: '林秀兰', memberId }),
    stranger: await test.person('branch-secretary', tree.elsewhere.branch, { name: '外人' }),
  }
}

type Wish = Partial<RequestOf<typeof contract.recordCase>['body']>

export const record = (who: Person, orgId: number, wish: Wish = {}, requestId = newId()) =>
  who.ask(contract.recordCase, {
    requestId,
    params: { orgId },
    body: { kind: 'request', sort: 'help', channel: 'phone', body: '屋后的沟堵了', ...wish },
  })

export async function recorded(who: Person, orgId: number, wish: Wish = {}): Promise<string> {
  const { status, body, error } = await record(who, orgId, wish)
  if (status !== 200) throw new Error(`not recorded: ${JSON.stringify(error)}`)
  return body.caseId
}

type Step = Omit<RequestOf<typeof contract.takeCaseStep>['body'], 'step'>

export const step = (who: Person, caseId: string, name: string, more: Step = {}, requestId = newId()) =>
  who.ask(contract.takeCaseStep, { requestId, params: { caseId }, body: { step: name, ...more } })

/** Public words as they are before the public, with the proof that this person looked at them. */
export async function lookedAt(who: Person, caseId: string, text: string) {
  const { body } = await who.ask(contract.previewCaseText, { params: { caseId }, body: { text } })
  return { text, seen: body.seen }
}

/** A step that must succeed, its words looked at before; answers the state it leads to and its last day. */
export async function taken(who: Person, caseId: string, name: string, more: Step = {}) {
  const said = more.text ? await lookedAt(who, caseId, more.text) : {}
  const { status, body, error } = await step(who, caseId, name, { ...more, ...said })
  if (status !== 200) throw new Error(`${name} not taken: ${JSON.stringify(error)}`)
  return [body.state, body.dueOn] as const
}

export const see = async (who: Person, caseId: string) =>
  (await who.ask(contract.getCase, { params: { caseId } })).body
