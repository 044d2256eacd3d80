export const menuWords: Record<'a' | 'b', string> = {
  a: '甲类：讲政策、给信息',
  b: '乙类：定计划、给信息、教技术、帮资金',
}

export const outcomeWords = {
  continues: { label: '接着帮', note: '问过这一户，愿意再结一年' },
  adjusted: { label: '调整', note: '换人，或者换一份菜单' },
  reached: { label: '过了帮扶线，达到目标', note: '对子结束' },
  'not-needed': { label: '不再需要', note: '对子结束' },
  stopped: { label: '停了', note: '这一户不愿意了、搬走了，或者别的原因' },
} as const

export const messages = {
  sub: '党员和住户结对：按菜单帮，半年复核一次。记的是帮了什么，不给住户贴标签。',
  empty: '还没有帮扶对子。',
  noneDue: '没有要复核的对子。',
  noneEnded: '还没有结束的对子。',
  only: '看哪些',
  tabs: {
    open: (count: number) => `在帮的 ${count} 对`,
    due: (count: number) => `该复核的 ${count} 对`,
    ended: '结束了的',
  },
  history: '前后结过的对子，现在的在前。',
  backToList: '看全部对子',
  given: (helps: number, yuan: string) => `一共帮了 ${helps} 次，资金 ${yuan} 元。`,
  branch: '支部',
  allBranches: '全部支部',
  unit: '对',
  menusLink: '帮扶菜单',
  start: '结一个对子',
  look: '看',
  lookFor: (name: string, where: string) => `看${name}和${where}`,
  aHousehold: (grid: string) => `${grid}的一户`,
  since: (day: string) => `${day}起`,
  helped: (count: number, day: string | null) => (day ? `帮了 ${count} 次，上次${day}` : '还没有帮过'),
  reviewBy: (day: string) => `${day}以前复核`,
  isDue: (day: string) => `该复核了，${day}以前`,
  ended: (day: string, why: string) => `${day}结束：${why}`,
  follows: '接前一个对子',
  ofHousehold: '这一户的对子',
  ofMember: '这位党员的对子',
  helps: '帮过的',
  noHelps: '还没有记过帮扶。',
  reviews: '复核过的',
  by: (name: string) => `${name}记`,
  yuan: (yuan: string) => `${yuan} 元`,
}

export const startWords = {
  title: '结一个对子',
  member: '哪位党员',
  household: '哪一户',
  menu: '用哪一份菜单',
  agreedOn: '这一户哪天同意的',
  hint: '先问过这一户，同意了再结。一年有效，半年复核一次。',
  send: '结对',
  missing: '请选党员和住户。',
  done: (name: string, day: string) => `结好了：${name}。${day}以前复核。`,
}

export const helpWords = {
  open: '记帮扶',
  openFor: (where: string) => `记帮扶：${where}`,
  item: '帮了什么',
  pick: '请选一项。',
  day: '哪天',
  text: '想记的话',
  textHint: '加密保存，一年后抹掉。',
  yuan: '多少钱（元）',
  yuanWrong: '请写金额，如 200 或 99.5。',
  what: '作什么用',
  whatMissing: '请写作什么用。',
  money: '给了钱或物，写金额',
  send: '记下',
  done: (what: string) => `记下了：${what}。`,
  kept: '没有信号。写下的在手机里，有信号就送出。',
  look: '看记了什么',
  lookFor: (what: string) => `看${what}记了什么`,
  void: '作废',
  voidFor: (what: string) => `${what}作废`,
  voidHint: '这一次不再算数，由它得的分一起收回。记错的，作废后重新记。',
  voidWhy: '为什么作废',
  voided: (why: string) => `作废了：${why}`,
  voidDone: '作废了，没有留下分。',
}

export const reviewWords = {
  open: '复核',
  day: '哪天复核的',
  outcome: '怎么样',
  pick: '请选一项。',
  member: '换成哪位党员',
  menu: '用哪一份菜单',
  missing: '请选换成谁。',
  send: '记下',
  done: (what: string) => `复核好了：${what}。`,
}

export const ownWords = {
  sub: '按菜单帮，帮一次记一次',
  empty: '您还没有结对的人家。想结对的，跟支部说。',
  over: '结束了的',
}

export const menusWords = {
  sub: '两份菜单是现成的，各地可以再加几项。菜单只说帮什么，不说谁家怎么样。',
  add: '加一项',
  label: '叫什么',
  menu: '加到哪一份',
  place: '给哪里用',
  send: '加上',
  done: (label: string) => `加上了：${label}。`,
  addedBy: (org: string) => `${org}加的`,
  end: '去掉',
  endFor: (label: string) => `去掉${label}`,
  ended: (label: string) => `去掉了：${label}。记过的留着。`,
}
