export const messages = {
  menu: '主菜单',
  tabDue: '要办',
  tabRecord: '记一笔',
  tabMembers: '党员',
  tabMine: '我的',
  recordTitle: '记一笔',
  recordSub: '记一次，该有的地方都有。',
  recordEmpty: '这里现在没有您要记的。',
  mineTitle: '我的',
  workingAt: '现在为哪里办事',
  officePages: '办公页面（电脑用）',
}
