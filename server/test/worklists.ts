import type { z } from 'zod'
import * as contract from '../../contract/worklists.ts'
import type { Person } from './app.ts'

export type Wish = z.input<(typeof contract.draftWorklist)['body']>

/** Monday and Sunday of the week in which the tests begin. */
export const thisWeek = { from: '2026-11-16', to: '2026-11-22' }

/** One must that a theme day answers, one new question of five minutes, and one of two deeds to choose. */
export const aWish: Wish = {
  weekFrom: thisWeek.from,
  title: '第 47 周工作清单',
  toKind: 'branch',
  menus: [{ menu: 1, title: '为民服务', choose: 1 }],
  items: [
    { title: '开一次主题党日', demand: held('theme-day') },
    { title: '冬修水利缺几个劳力', demand: { by: 'answer', type: 'number', unit: '人', minutes: 5 } },
    { title: '清理一段河道', menu: 1, demand: held('sanitation') },
    { title: '夜间巡逻一次', menu: 1, demand: held('patrol') },
  ],
}

export function held(activity: string) {
  return { by: 'fact', factKind: 'activity-held', pattern: { activity }, atLeast: 1 } as const
}

/** Drafts a list and sends it. Answers its id. */
export async function sentList(who: Person, orgId: number, more: Partial<Wish> = {}): Promise<string> {
  const { body } = await who.ask(contract.draftWorklist, { params: { orgId }, body: { ...aWish, ...more } })
  const sent = await who.ask(contract.sendWorklist, { params: { worklistId: body.worklistId } })
  if (sent.status !== 200) throw new Error(`not sent: ${JSON.stringify(sent.body)}`)
  return body.worklistId
}

export async function weekOf(who: Person, orgId: number, week?: string) {
  return (await who.ask(contract.getOrgWeek, { params: { orgId }, query: week ? { week } : {} })).body
}

/** The items of a list by their titles. */
export async function itemsOf(who: Person, worklistId: string): Promise<(title: string) => string> {
  const { body } = await who.ask(contract.getWorklist, { params: { worklistId } })
  return (title) => body.items.find((item) => item.title === title)?.itemId ?? ''
}
