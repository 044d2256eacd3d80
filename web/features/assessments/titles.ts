/** Titles and menu words, apart from all others: they are in the phone's first load, the rest is not. */
export const titles = {
  list: '民主评议',
  one: '一次民主评议',
  open: '开一次评议',
  mine: '民主评议',
  mineNote: '评不评由您，也看自己的结果',
}
