/** Words that the menus need before any page is loaded. */
export const titles = {
  votes: '表决和选举',
  election: '选举',
  minutes: '看会议记录',
  minutesNote: '下面支部写的，评一句',
  ledger: '组织生活台账',
  paperForm: '会议记录的样式',
  rules: '到会和表决的规矩',
  rulesShort: '会议规矩',
  exclusions: '不计入应到的党员',
}
