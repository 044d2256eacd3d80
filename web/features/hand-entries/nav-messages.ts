/** The few words that stand in menus: they travel with the first load. */
export const navMessages = {
  title: '申报',
  propose: '申报一件事',
  proposeNote: '会上没有的事，别人批了才记',
  mine: '我的申报',
  mineNote: '提一件事，看批到哪了',
  approvalsNav: '审批',
}
