import type { FactKind } from './facts.ts'

type KnownRecord = {
  /** Any of these in a question means that it asks for this record. */
  words: readonly string[]
  /** Where it is kept, as the menu calls it. */
  record: string
  /** By what fact it would be answered, where a fact can. */
  by?: { factKind: FactKind; pattern: Readonly<Record<string, unknown>> }
}

const held = (words: readonly string[], activity: string): KnownRecord => ({
  words,
  record: '活动记录',
  by: { factKind: 'activity-held', pattern: { activity } },
})

/** What the system holds already, told by the words of a question: nobody is asked for it again. */
export const knownRecords: readonly KnownRecord[] = [
  held(['主题党日'], 'theme-day'),
  held(['党员活动日', '固定党日'], 'activity-day'),
  held(['党员大会'], 'members-assembly'),
  held(['支委会'], 'committee-meeting'),
  held(['党小组会'], 'group-meeting'),
  held(['党课'], 'party-lecture'),
  held(['组织生活会'], 'life-meeting'),
  held(['志愿服务'], 'volunteer'),
  held(['卫生', '清扫', '保洁'], 'sanitation'),
  held(['巡逻'], 'patrol'),
  held(['调解', '纠纷'], 'mediation'),
  { words: ['到会人数', '参加人数', '出勤', '到会率', '人次'], record: '活动的点名册' },
  { words: ['党员人数', '党员数', '花名册', '党员名册', '流动党员', '预备党员', '入党'], record: '党员名册' },
  { words: ['荣誉', '表彰', '获奖'], record: '荣誉记录', by: { factKind: 'honour', pattern: {} } },
  { words: ['积分', '加分', '扣分'], record: '积分手册' },
  { words: ['兑换'], record: '积分兑换' },
]

/** The record that already holds what is asked, or nothing. */
export function findKnownRecord(question: string): { word: string; known: KnownRecord } | undefined {
  for (const known of knownRecords) {
    const word = known.words.find((one) => question.includes(one))
    if (word) return { word, known }
  }
  return undefined
}
