/** Titles and menu words, apart from all others: they are in the phone's first load, the rest is not. */
export const titles = {
  list: '谈心谈话',
  listNote: '谁和谁今年还没有谈',
  mine: '我的谈心谈话',
  mineNote: '记一次，看谈过的',
}
