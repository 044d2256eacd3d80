/** Titles and menu words, apart from all others: they are in the phone's first load, the rest is not. */
export const titles = {
  list: '积分兑换',
  one: '一项积分兑换',
  open: '开办积分兑换',
  mine: '我的积分兑换',
  mineNote: '组织开办了才有',
}
