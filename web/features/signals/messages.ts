export const messages = {
  sub: '只是提醒人看一眼，不是结论，也不影响谁的分。',
  none: '最近半年的记录没有什么要特别看的。',
  noneBelow: '下面的支部最近半年没有什么要特别看的。',
  records: (count: number) => `看这 ${count} 条记录`,
  span: (from: string, to: string) => (from === to ? from : `${from}到${to}`),
  below: '下面的支部',
  belowNote: '只有条数，没有名字。要看是哪几条，请支部书记来看。',
  kinds: {
    'many-at-once': '一口气记很多',
    'same-rolls': '点名一模一样',
    'round-numbers': '数量整十',
    'long-after': '隔久才记',
  },
}
