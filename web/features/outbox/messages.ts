import { formatInstant } from '../../lib/format-day.ts'

export const messages = {
  title: '还没同步的',
  sub: '记在这台手机里，还没有送到。',
  empty: '都同步了。',
  sync: '同步',
  madeAt: (at: string, today: string) => `${formatInstant(at, today)} 记`,
  waiting: '等信号，有信号会自己送出。',
  here: '这台手机里的',
  there: '系统里现在的',
  thereBy: (name: string, at: string, today: string) => `${name} ${formatInstant(at, today)} 记`,
  thereCount: (present: number, away: number) => `到 ${present} 人，没到 ${away} 人`,
  thereOpen: '还没有记',
  ask: '别人先改过了。两份都在，请您选一份：',
  useHere: '用手机里的',
  useThere: '用系统里的，丢掉手机里的',
  discard: '丢掉这一条',
  see: '去看看',
  reopenReason: '没有信号的时候另记了一份，核对后用那一份',
  sent: '送出了。',
  kept: '还没有送出。',
  dropped: '丢掉了，系统里的没有动。',
}
