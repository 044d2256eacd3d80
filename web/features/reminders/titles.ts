/** Few words, since they travel with the first load. */
export const titles = {
  settings: '收提醒的办法',
  settingsNote: '时间、渠道，也可以关掉',
  calendar: '放进手机日历',
  robots: '群机器人',
  robotsNote: '活动提醒发到群里',
  county: '发信渠道',
}
