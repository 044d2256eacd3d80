/** Titles and menu words, apart from all others: they are in the phone's first load, the rest is not. */
export const titles = {
  list: '帮扶对子',
  menus: '帮扶菜单',
  own: '我帮扶的人家',
  files: '困难党员',
  ownFile: '支部帮我的',
}
