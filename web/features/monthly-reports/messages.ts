import { formatGain } from '../../lib/format-points.ts'

export const messages = {
  month: (month: string) => `${Number(month.slice(0, 4))} 年 ${Number(month.slice(5))} 月`,
  sub: (orgName: string, month: string) => `${orgName}，${messages.month(month)}。开会时念一念。`,
  caption: (month: string) => `${messages.month(month)}的加分、扣分和冲销，按支部`,
  heads: { branch: '支部', bonus: '加分', deduction: '扣分', reversal: '冲销', total: '合计' },
  sum: (name: string) => `${name}合计`,
  still: (names: readonly string[]) => `${names.join('、')}这个月没有加分，也没有扣分。`,
  none: '—',
  open: (name: string, kind: string, points: number, count: number) =>
    `${formatGain(points)}，${name}${kind}，看这 ${count} 条`,
  before: (month: string) => `看 ${messages.month(month)}`,
  choose: '看哪个月',
  print: '打印',
  printLarge: '大字打印',
  empty: '这里还没有支部。',
  more: (count: number) => `还有 ${count} 条，到积分手册里看。`,
  elsewhere: '是谁的，支部里看得到；这里只看数。',
  reversalNote: '冲销是把以前记错的那一条退回来，对的另外重记。',
  noPlace: '您还没有任职的组织，这里没有可看的。',
}
