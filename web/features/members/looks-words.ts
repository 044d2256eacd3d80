export const looksWords = {
  title: '谁看过号码',
  sub: (count: number) =>
    `${count} 次。身份证号、电话的全号，谁看的、看谁的、为什么看，都在这里；号码本身不在。`,
  from: '从哪一天',
  to: '到哪一天',
  name: '姓名',
  nameHint: '看的人或者被看的人，写全名。',
  empty: '这段时间没有人看过全号。',
  heads: { at: '时间', by: '谁看的', field: '看的什么', whom: '看谁的', org: '支部', reason: '为什么' },
}
