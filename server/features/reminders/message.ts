import { robotBytes } from '../../core/channels/robots.ts'
import { daysBetween } from '../../core/clock/days.ts'

export type Line = { title: string; note: string | null; dueOn: string }

/** 今天, 明天, else 11月21日; what is past says so. */
export function sayDay(day: string, today: string): string {
  const away = daysBetween(today, day)
  if (away === 0) return '今天'
  if (away === 1) return '明天'
  const date = `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
  return away < 0 ? `${date}（过了 ${-away} 天）` : date
}

function sayLine({ title, note, dueOn }: Line, today: string): string {
  return `${sayDay(dueOn, today)}：${title}${note ? `（${note}）` : ''}`
}

/** Earlier days first; the same thing by two rules is one line. */
export function linesOf(lines: readonly Line[], today: string): string[] {
  const sorted = [...lines].sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
  return [...new Set(sorted.map((line) => sayLine(line, today)))]
}

/** As many lines as fit, and how many do not. `bytes` of UTF-8. */
function fit(head: string, lines: readonly string[], bytes: number): string {
  const size = (text: string) => Buffer.byteLength(text, 'utf8')
  const kept: string[] = []
  for (const line of lines) {
    const rest = `\n另外还有 ${lines.length - kept.length} 件，请打开支部通看。`
    if (size([head, ...kept, line].join('\n')) + size(rest) > bytes) return [head, ...kept].join('\n') + rest
    kept.push(line)
  }
  return [head, ...kept].join('\n')
}

/** What goes into a group, and into a mail with its subject. */
export function groupMessage(lines: readonly string[]): string {
  return fit('【支部通】活动提醒', lines, robotBytes)
}

export function mailMessage(lines: readonly string[]): { subject: string; text: string } {
  const text = [
    '您有这些事要办：',
    '',
    ...lines,
    '',
    '在支部通“收提醒的办法”里可以改时间，也可以关掉。',
  ].join('\n')
  return { subject: `支部通：${lines.length} 件事要办`, text }
}

/** A message by telephone costs by its length: about two parts of 70 characters. */
const smsBytes = 3 * 130

export function textMessage(lines: readonly string[]): string {
  return fit('支部通提醒', lines, smsBytes)
}

/** What a push service carries at most is 4,096 bytes encrypted; a screen shows far less. */
export function pushMessage(lines: readonly string[]): string {
  return JSON.stringify({ title: '支部通', body: fit(`${lines.length} 件事要办`, lines, 1000) })
}
