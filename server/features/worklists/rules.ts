import { type ActivityKind, activityLabel } from '../../../contract/activity-kinds.ts'
import { type ConductMatter, conductMatters } from '../../../contract/conduct-matters.ts'
import { type FactKind, factKindLabels, factUnits } from '../../../contract/facts.ts'
import { findKnownRecord } from '../../../contract/known-records.ts'
import {
  type Cell,
  type Demand,
  leastMinutes,
  type Menu,
  type WorklistState,
  type WorklistWish,
} from '../../../contract/worklist-shapes.ts'
import { addDays } from '../../core/clock/days.ts'
import { startOfPeriod } from '../../core/clock/periods.ts'
import type { ProblemOptions } from '../../core/errors/problem.ts'

/** How many weeks ahead a list may be written for. */
const weeksAhead = 8

export function weekEnd(weekFrom: string): string {
  return addDays(weekFrom, 6)
}

/** What takes a person's time is answering; what a fact answers asks for none. */
export function minutesOf(demand: Demand): number {
  return demand.by === 'fact' ? 0 : Math.max(demand.minutes, leastMinutes[demand.type])
}

type Weighed = { menu: number | null; minutes: number }

/** Minutes of one receiver at the most: the musts, and of each menu the longest that may be picked. */
export function minutesAtMost(items: readonly Weighed[], menus: readonly Menu[]): number {
  const sum = (some: readonly Weighed[]) => some.reduce((all, one) => all + one.minutes, 0)
  const musts = items.filter((item) => item.menu === null)
  const picked = menus.flatMap(({ menu, choose }) =>
    items
      .filter((item) => item.menu === menu)
      .toSorted((a, b) => b.minutes - a.minutes)
      .slice(0, choose),
  )
  return sum(musts) + sum(picked)
}

/** What is wrong with a list as it was written, or null. */
export function findFlaw(wish: WorklistWish, today: string): ProblemOptions | null {
  const { weekFrom, menus, items } = wish
  if (weekEnd(weekFrom) < today) return { field: 'body.weekFrom', message: '这一周已经过了。' }
  if (weekFrom > addDays(startOfPeriod(today, 'week'), 7 * weeksAhead))
    return { field: 'body.weekFrom', message: `最早提前 ${weeksAhead} 周。` }
  const numbers = menus.map(({ menu }) => menu)
  if (new Set(numbers).size < numbers.length)
    return { field: 'body.menus', message: '两组菜单用了同一个号。' }
  const lost = items.findIndex(({ menu }) => menu !== null && !numbers.includes(menu))
  if (lost >= 0) return { field: `body.items.${lost}.menu`, message: '没有这一组菜单。' }
  const short = menus.findIndex(
    ({ menu, choose }) => items.filter((item) => item.menu === menu).length < choose,
  )
  if (short >= 0) return { field: `body.menus.${short}.choose`, message: '这一组的事不够选。' }
  return null
}

/** A sent list is over with its week, even before the clock's job has come by. */
export function stateOn(state: WorklistState, weekFrom: string, today: string): WorklistState {
  return state === 'sent' && weekEnd(weekFrom) < today ? 'over' : state
}

export function warnOf(title: string, demand: Demand): string | null {
  if (demand.by === 'fact') return null
  const found = findKnownRecord(title)
  if (!found) return null
  const how = found.known.by ? '改成“由记录来答”，支部就不用填。' : '请直接看记录，不用再问支部。'
  return `“${found.word}”${found.known.record}里已经有了。${how}`
}

function wordsOf(pattern: Readonly<Record<string, unknown>>): string[] {
  const { activity, matter } = pattern
  return [
    typeof activity === 'string' ? activityLabel(activity as ActivityKind) : '',
    typeof matter === 'string' ? (conductMatters[matter as ConductMatter]?.label ?? '') : '',
  ].filter(Boolean)
}

/** What a fact is called: by its activity or matter, else by its kind. */
export function sayFact(kind: string, attrs: Readonly<Record<string, unknown>>): string {
  const [what] = wordsOf(attrs)
  const label = factKindLabels[kind as FactKind] ?? kind
  if (!what) return label
  return kind === 'activity-held' || kind === 'conduct' ? what : `${label}：${what}`
}

/** What answers an item, in words: 这一周记下主题党日 1 次. */
export function sayDemand(demand: Demand): string {
  if (demand.by === 'answer') return demand.type === 'choice' ? '选一个' : '填一格'
  const { factKind, pattern, measure, atLeast } = demand
  const unit = measure === 'quantity' ? (factUnits[factKind as FactKind] ?? '') : '次'
  const amount = measure === 'quantity' ? atLeast / 100 : atLeast
  return `这一周记下${sayFact(factKind, pattern)} ${amount} ${unit}就算办好，不用填报`
}

/** What was typed, as it is kept; null when the question does not take it. */
export function readAnswer(demand: Demand & { by: 'answer' }, typed: string): string | null {
  if (demand.type === 'number') return /^\d{1,7}(\.\d{1,2})?$/.test(typed) ? typed : null
  if (demand.type === 'choice') return demand.choices.includes(typed) ? typed : null
  return typed
}

type Placed = { itemId: string; menu: number | null }

/** So many of each menu and every must are wanted; what is done of a menu beyond its number counts no more. */
export function tallyOf(
  items: readonly Placed[],
  menus: readonly Menu[],
  cells: readonly Cell[],
): { wanted: number; done: number } {
  const doneIds = new Set(cells.filter((one) => one.done).map((one) => one.itemId))
  const countIn = (menu: number | null) =>
    items.filter((item) => item.menu === menu && doneIds.has(item.itemId)).length
  const musts = items.filter((item) => item.menu === null).length
  return {
    wanted: musts + menus.reduce((sum, { choose }) => sum + choose, 0),
    done: countIn(null) + menus.reduce((sum, { menu, choose }) => sum + Math.min(choose, countIn(menu)), 0),
  }
}

/** What is wrong with the picks as they would be, or null. */
export function findPickFlaw(
  items: readonly Placed[],
  menus: readonly Menu[],
  cells: readonly Cell[],
  wanted: readonly string[],
): string | null {
  const isFrom = (itemId: string) => items.some((item) => item.itemId === itemId && item.menu !== null)
  if (!wanted.every(isFrom)) return '只能从菜单里选。'
  const lost = cells.find((one) => one.picked && one.done && !wanted.includes(one.itemId))
  if (lost) return '已经办好的不能换。'
  const over = menus.find(
    ({ menu, choose }) =>
      items.filter((item) => item.menu === menu && wanted.includes(item.itemId)).length > choose,
  )
  return over ? `“${over.title}”选 ${over.choose} 件就够了。` : null
}
