/** Titles and menu words, apart from all others: they are in the phone's first load, the rest is not. */
export const titles = {
  list: '群众的事',
  totals: '群众的事：清单和台账',
  listNote: '诉求、三卡、微心愿、问题整改',
  mine: '可以领的卡和心愿',
  mineNote: '领一张，办好了由本人确认',
  one: '一件群众的事',
  record: '记一件群众的事',
  recordNote: '打电话说的、走访时说的、信箱里的',
}
