/** Titles and menu words, apart from all others: they are in the phone's first load, the rest is not. */
export const titles = {
  list: '年度民主评议',
  listNote: '自评、互评、投票、审定等次',
  one: '一年的民主评议',
  mine: '我的年度评议',
  mineNote: '写自评，看等次',
}
