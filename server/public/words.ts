import { sayPoints } from '../features/boards/sayings.ts'

/** 11月20日 */
export function sayDay(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
}

/** 2026 年 11 月 20 日, as it stands on paper. */
export function sayFullDay(day: string): string {
  return `${Number(day.slice(0, 4))} 年 ${Number(day.slice(5, 7))} 月 ${Number(day.slice(8))} 日`
}

/** One entry: +3, −2. */
export function sayGain(points: number): string {
  return `${points > 0 ? '+' : ''}${sayPoints(points)}`
}

/** 李　明: names of two characters are as wide as names of three in a list. */
export function padName(name: string): string {
  const characters = [...name]
  return characters.length === 2 ? characters.join('\u3000') : name
}
