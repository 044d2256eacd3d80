/** Titles and menu words, apart from all others: they are in the phone's first load, the rest is not. */
export const titles = {
  list: '公示',
  listNote: '制好的榜、要复核的榜',
  one: '一张公示榜',
  board: '积分榜',
}
