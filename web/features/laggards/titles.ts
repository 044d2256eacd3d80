/** Titles and menu words, apart from all others: they are in the phone's first load, the rest is not. */
export const titles = {
  list: '谈心',
  listNote: '想一想和谁谈心，谈过的接着帮',
  one: '一次谈心',
  mine: '和我谈心的记录',
  mineNote: '谈了什么，我想说的',
}
