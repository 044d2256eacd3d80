/**
 * What can be wrong with a cell of a register: code → sentence. The sentences name no person and no value, so
 * that a problem may be stored and shown to whom the row is not. `{other}` is the number of another row.
 */
const sentences = {
  'name-missing': '没有姓名。请补上再导。',
  'text-too-long': '这一格的字太多。请写短一点再导。',
  'cell-failed': '这一格的公式出错了。请改成文字再导。',
  'id-missing': '没有身份证号，查不出有没有重复。有的话请补上。',
  'id-scientific': '身份证号被表格软件改成了科学计数。请把这一列设成“文本”，重填再导。',
  'id-masked': '身份证号有几位是星号。请用带全号的表再导。',
  'id-length': '身份证号不是 18 位。请核对后重填。',
  'id-digits': '身份证号里有不该有的字。请核对后重填。',
  'id-date': '身份证号里的出生日期不存在。请核对后重填。',
  'id-check-digit': '身份证号最后一位对不上，可能有一位写错了。请核对。',
  'id-old': '这是 15 位的老身份证号。有 18 位的请换上。',
  'sex-differs': '性别和身份证号对不上。请核对。',
  'birth-differs': '出生日期和身份证号对不上。请核对。',
  'date-impossible': '没有这一天。请核对后重填。',
  'date-unreadable': '日期看不懂。请写成 2013-07-01 这样再导。',
  'date-year-only': '日期只有年份。请补上月份再导。',
  'date-october': '看不出是 1 月还是 10 月。请把这一列设成“文本”，写成 2013.01 或 2013.10 再导。',
  'date-too-early': '日期早得不对。请核对后重填。',
  'date-future': '日期还没有到。请核对后重填。',
  'date-month-only': '只写到月，按 1 日收下。知道是哪一天请补上。',
  'full-before-joined': '转正日期比入党日期早。请核对后重填。',
  'boolean-unreadable': '这一格只认“是”或“否”。请改好再导。',
  'category-unknown': '人员类别没有认出。请写正式党员、预备党员、发展对象、入党积极分子或入党申请人。',
  'status-unknown': '党籍状态没有认出。请写正常、保留党籍、恢复党籍、停止党籍或开除党籍。',
  'code-unknown': '这一格的写法没有认出，没有收。请照样表的写法重填。',
  'phone-scientific': '号码被表格软件改成了科学计数，没有收。请把这一列设成“文本”，重填再导。',
  'phone-odd': '手机号不是 11 位。请核对。',
  'money-unreadable': '金额看不懂，没有收。请只写数字，如 12.50。',
  'number-unreadable': '数字看不懂，没有收。请只写数字。',
  duplicate: '和第 {other} 行是同一个身份证号。请只留一行。',
  'duplicate-person': '和第 {other} 行是同一个人，只算一次。请只留一行。',
  'branch-missing': '没有写所在党支部。请补上再导。',
  'branch-unknown': '没有这个支部。请照系统里的名称改好再导。',
  'branch-several': '有几个支部都像这个名称。请写全称再导。',
  'branch-outside': '这个支部不归这里导。请交给那个支部，或改对名称再导。',
  left: '这个人已经离开，没有改。回来的请在花名册里办“重新登记”。',
  elsewhere: '这个身份证号登记在别处。写入时报上级核对，这里不增也不改。',
  moves: '所在党支部和登记的不一样。写入时报上级核对，这里不动。',
  suggested: '姓名和出生日期跟在册的一个人一样。请看是不是同一个人，是就收。',
  namesake: '支部里有同名的人，分不清是不是同一个人。确实是另一个人再收。',
  identity: '姓名或身份证号不一样了。请核对证件。',
  standing: '入党、转正或党籍不一样了，党龄会跟着变。请核对档案。',
} as const

export type RegisterProblem = keyof typeof sentences

export function registerSentence(problem: RegisterProblem, other?: number): string {
  return sentences[problem].replace('{other}', String(other ?? ''))
}
