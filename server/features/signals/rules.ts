import type { SignalKind } from '../../../contract/signals.ts'
import { limits } from './limits.ts'

type Noticed = { kind: SignalKind; by_name: string | null; count: number }

/** What is noticed, and why it may be all right: a list for people to look at, never a verdict. */
export function saySignal({ kind, by_name: name, count }: Noticed): string {
  const who = name ?? '有人'
  switch (kind) {
    case 'many-at-once':
      return `${who}在 ${limits.manyAtOnce.minutes} 分钟里记了 ${count} 条。也许是把攒下的一次补记，看一眼就好。`
    case 'same-rolls':
      return `接连 ${count} 次活动，到场的人一个不差。也许真是每次都到齐，看一眼就好。`
    case 'round-numbers':
      return `${who}记的 ${count} 个数量差不多都是整十。也许本来就按整数算，看一眼就好。`
    case 'long-after':
      return `${who}有 ${count} 条隔了 ${limits.longAfter.days} 天以上才记。也许是证书到得晚、人不在，看一眼就好。`
  }
}

/** The first day of the month before, on the first days of a month; null on all others. */
export function monthToTell(today: string): { from: string } | null {
  if (Number(today.slice(8)) > limits.dueDays) return null
  const [year, month] = today.split('-').map(Number) as [number, number]
  const before = month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`
  return { from: `${before}-01` }
}
