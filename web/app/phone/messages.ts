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
  keptHere: (count: number) =>
    `这台手机里还有 ${count} 条没有同步。您的东西别人看不到，但要您再登录才能送出。`,
  toOutbox: '先同步',
  leaveAnyway: '还是退出',
  officePages: '办公页面（电脑用）',
}
