/** Titles and menu words, apart from all others: they are in the phone's first load, the rest is not. */
export const titles = {
  totals: '积分',
  totalsItem: '积分合计',
  totalsNote: '各支部、各规则记了多少',
  booklet: '积分手册',
  mine: '我的积分手册',
  mineNote: '今年多少分，每一分从哪来',
  approvals: '等着批的积分',
}
