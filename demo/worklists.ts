import type { WorklistWish } from '../contract/worklist-shapes.ts'
import { addDays } from '../server/core/clock/days.ts'
import { startOfPeriod } from '../server/core/clock/periods.ts'
import { answerItem, giveReceipt, pickItems } from '../server/features/worklists/answer-commands.ts'
import { draftWorklist, sendWorklist } from '../server/features/worklists/commands.ts'
import { listItems } from '../server/features/worklists/queries.ts'
import { at } from './days.ts'
import { anew, type Ground, orgOf, writeAs } from './ground.ts'
import { homeBranch, linxi, township } from './places.ts'

const home = `${linxi.key}/${homeBranch}`

function held(title: string, activity: string, menu: number | null = null): WorklistWish['items'][number] {
  const pattern = { activity }
  const demand = { by: 'fact', factKind: 'activity-held', pattern, measure: 'count', atLeast: 1 } as const
  return { title, menu, demand }
}

function asked(title: string, unit: string, minutes: number): WorklistWish['items'][number] {
  return { title, menu: null, demand: { by: 'answer', type: 'number', unit, choices: [], minutes } }
}

const menus = [{ menu: 1, title: '为民服务', choose: 1 }]

function lastWeek(weekFrom: string): WorklistWish {
  return {
    weekFrom,
    title: '清洁家园和冬修准备',
    note: '由记录来答的不用报。',
    toKind: 'branch',
    menus,
    items: [
      asked('冬修水利缺几个劳力', '人', 3),
      held('清理房前屋后', 'sanitation', 1),
      held('夜里巡一圈', 'patrol', 1),
    ],
  }
}

function thisWeek(weekFrom: string): WorklistWish {
  return {
    weekFrom,
    title: '主题党日和冬修水利',
    note: '记了主题党日就算办好，不用再报。',
    toKind: 'branch',
    menus,
    items: [
      held('开一次主题党日', 'theme-day'),
      asked('村里有几台抽水机能用', '台', 4),
      held('清理一段河道', 'river-upkeep', 1),
      held('看望独居老人', 'care', 1),
    ],
  }
}

/** The township's list of last week, which the branch of the main job has answered, and the one of this week, new. */
export async function sendWorklists(ground: Ground, day: string): Promise<void> {
  const monday = startOfPeriod(day, 'week')
  const before = addDays(monday, -7)
  const last = await send(ground, lastWeek(before), at(before, '08:10'))
  await answerLast(ground, last, addDays(before, 1))
  await send(ground, thisWeek(monday), at(monday, '07:10'))
}

function send(ground: Ground, wish: WorklistWish, when: Date): Promise<string> {
  return writeAs(ground, 'township-officer', when, async (ctx) => {
    const own = anew(ctx)
    await draftWorklist(own, orgOf(ground, township.key).orgId, wish)
    await sendWorklist(own, own.requestId)
    return own.requestId
  })
}

async function answerLast(ground: Ground, worklistId: string, day: string): Promise<void> {
  const { orgId } = orgOf(ground, home)
  await writeAs(ground, `secretary/${home}`, at(day, '19:20'), async (ctx) => {
    const items = await listItems(ctx, [worklistId])
    const idOf = (title: string) => items.find((item) => item.title === title)?.item_id ?? ''
    await giveReceipt(ctx, worklistId, orgId)
    await pickItems(ctx, worklistId, orgId, [idOf('清理房前屋后')])
    await answerItem(ctx, worklistId, orgId, { itemId: idOf('冬修水利缺几个劳力'), text: '6' })
  })
}
