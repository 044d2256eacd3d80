export const messages = {
  monthOf: (month: string) => `${Number(month.slice(0, 4))} 年 ${Number(month.slice(5))} 月`,
  sub: (counties: string, newest: string | null) =>
    `${counties} 个县${newest === null ? '' : `，最近一次变动 ${newest}`}。只有数；是谁的，县里才看得到。`,
  path: '现在看到哪里',
  others: '还可以看',
  month: '哪个月',
  again: '再看一次',
  caption: (name: string, month: string) => `${name}下面各处 ${month} 的数`,
  heads: {
    name: '地方',
    counties: '县',
    branches: '支部',
    members: '党员',
    activities: '活动',
    dutiesDue: '应办',
    dutiesDone: '已办',
    dutiesLate: '逾期未办',
    casesOpen: '未结事项',
    casesLate: '超期',
    refreshed: '最近变动',
  },
  total: '合计',
  notes:
    '支部、党员、未结事项和超期是现在的数；活动、应办、已办和逾期未办是这个月的数。各县记了什么，这里过两三秒就跟着变；更早的月份一小时内跟上。',
  empty: '这里还没有县在用。',
}
