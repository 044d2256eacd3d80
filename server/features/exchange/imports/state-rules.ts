import type { ImportState } from '../../../../contract/imports.ts'
import { todayIn } from '../../../core/clock/today.ts'

/** As much of an import as decides what can be done with it. */
export type Standing = {
  state: string
  moved_at: Date
  applied_at: Date | null
  file_id: string | null
}

/** A job that has not moved on for so long died with its server; somebody may set it going again. */
const stuckAfterMs = 120_000

const working: readonly string[] = ['reading', 'applying', 'undoing']

/** What can be done now, by whoever may import here. An import is undone on the day it was applied, no later. */
export function possibleActs(standing: Standing, now: Date) {
  const is = (...states: ImportState[]) => states.some((state) => state === standing.state)
  const isStuck =
    working.includes(standing.state) && now.getTime() - standing.moved_at.getTime() > stuckAfterMs
  const isKept = standing.file_id !== null
  const isToday = standing.applied_at !== null && todayIn(standing.applied_at) === todayIn(now)
  const unwritten = is('ready', 'failed') || (is('reading') && isStuck)
  return {
    decide: is('ready'),
    apply: is('ready') || (is('applying') && isStuck),
    undo: isKept && ((is('applied') && isToday) || (is('undoing') && isStuck)),
    recheck: isKept && unwritten,
    discard: unwritten,
    downloadRefused: isKept && is('ready', 'applied', 'undone'),
  }
}

export type Act = keyof ReturnType<typeof possibleActs>

/** Why an act is not possible now, as it is said. */
export function refusalOf(act: Act, { state, file_id }: Standing): string {
  if (state === 'reading') return '还在读，请等读完再看。'
  if (state === 'applying') return '正在写入，请等一等再看。'
  if (state === 'undoing') return '正在撤销，请等一等再看。'
  if (state === 'discarded') return '这次导入已经不要了。请重新选文件。'
  if (state === 'failed') return '这个文件没有读成。请改好，重新导。'
  if (act === 'undo') {
    if (state === 'undone') return '已经撤销过了。'
    return state === 'ready'
      ? '还没有写入，不用撤销。'
      : '过了写入的当天，不能整批撤销。请在花名册里一个一个改。'
  }
  if (file_id === null) return '文件和逐行的内容过了保存的日子，已经删了。'
  return '这次导入已经写入，不能再改。'
}

/** 第 12、40 行; of many the first few. */
export function sayLines(lines: readonly number[]): string {
  const most = 10
  const shown = lines.slice(0, most).join('、')
  return lines.length > most ? `第 ${shown} 等 ${lines.length} 行` : `第 ${shown} 行`
}
