import { formatPoints } from '../../lib/format-points.ts'

export const balanceWords = {
  title: '某一天有几分',
  day: '哪一天',
  hint: '过去的哪一天都可以查。',
  ask: '查',
  had: (points: number) => `${formatPoints(points)} 分`,
  now: '照现在知道的',
  atThatTime: '照当时记下的',
  scheme: (name: string, start: number, earned: number) =>
    start === 0
      ? `${name}：${formatPoints(earned)} 分`
      : `${name}：起始 ${formatPoints(start)} 分，记了 ${formatPoints(earned)} 分`,
}
