import { formatCount, formatGain } from '../../lib/format-points.ts'

/** 试算: what a version would have given, beside what was given. */
export const trialWords = {
  title: '用过去的事试算',
  say: '照这一版把那段时间的事重算一遍，看谁多谁少。只是看，不记分。',
  from: '从哪天',
  to: '到哪天',
  run: '试算',
  sum: (before: string, after: string) => `合计原来 ${before} 分，照这一版 ${after} 分。`,
  people: (gaining: number, losing: number, same: number) =>
    `${formatCount(gaining)} 人会多，${formatCount(losing)} 人会少，${formatCount(same)} 人不变。`,
  heads: { name: '', before: '原来', after: '照这一版', change: '变化', who: '人数' },
  rules: '按规则',
  branches: '按支部',
  movements: '变化最大的人',
  rule: '规则',
  branch: '支部',
  person: '谁',
  moved: (gaining: number, losing: number) => `${gaining} 人多，${losing} 人少`,
  change: (before: number, after: number) => formatGain(after - before),
  none: '这段时间没有可以算的事。',
}
