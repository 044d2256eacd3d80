import { weekday } from '../../core/clock/days.ts'
import type { ActivityWords, WorklistWords } from './text-queries.ts'

function sayDate(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日（星期${'一二三四五六日'[weekday(day) - 1]}）`
}

/** Words to paste into a group: what, when, where. No address that could tell who has read them. */
export function activityText(a: ActivityWords): string {
  const hours = [a.starts_at, a.ends_at].filter(Boolean).join('–')
  return [
    `【${a.org_name}】${a.title}`,
    `时间：${sayDate(a.day)}${hours ? ` ${hours}` : ''}`,
    a.place && `地点：${a.place}`,
    a.parts.length > 0 && `内容：${a.parts.join('；')}`,
    '来不了的，请早点跟支部说一声。',
  ]
    .filter(Boolean)
    .join('\n')
}

export function worklistText(w: WorklistWords): string {
  return [
    `【${w.org_name}】${w.title}`,
    w.note,
    ...w.items.map((item, i) => `${i + 1}. ${item}`),
    `请在${sayDate(w.last_day)}前办好。`,
  ]
    .filter(Boolean)
    .join('\n')
}
