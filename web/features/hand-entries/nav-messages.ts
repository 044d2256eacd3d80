/** The few words that stand in menus: they travel with the first load. */
export const navMessages = {
  title: '人工记分',
  propose: '提人工记分',
  proposeNote: '规则没写到的，要另一个人批',
  approvalsNav: '审批',
}
