/**
 * The code tables of the register. `value` is what the system stores, `code` what the standard prescribes,
 * `label` what is shown and exported, `aliases` what registers in use also write.
 */
export type CodeEntry = {
  /** null: the entry says that nothing is known, and nothing is stored. */
  value: string | null
  code: string
  label: string
  aliases?: readonly string[]
}

/** GB/T 2261.1-2003. */
const sex = [
  { value: null, code: '0', label: '未知的性别', aliases: ['未知'] },
  { value: 'male', code: '1', label: '男', aliases: ['男性'] },
  { value: 'female', code: '2', label: '女', aliases: ['女性'] },
  { value: null, code: '9', label: '未说明的性别', aliases: ['未说明'] },
] as const satisfies readonly CodeEntry[]

/** GB/T 3304-1991, in the order of its codes from 01 on. */
const ETHNIC_GROUPS =
  '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺'

/** Names that were official once: 崩龙 until 1985, 毛难 until 1986. */
const FORMER_NAMES: Record<string, readonly string[]> = { 德昂: ['崩龙族', '崩龙'], 毛南: ['毛难族', '毛难'] }

const ethnic: readonly CodeEntry[] = ETHNIC_GROUPS.split(' ').map((name, index) => {
  const code = String(index + 1).padStart(2, '0')
  return { value: code, code, label: `${name}族`, aliases: [name, ...(FORMER_NAMES[name] ?? [])] }
})

/**
 * GB/T 4658-2006: a level, then how it ended (graduated, completed, left). The labels are the words that
 * registers use; where they differ from the standard's, its words are an alias.
 */
const education: readonly CodeEntry[] = [
  level('10', '研究生', '研究生教育', '研究生学历', '在职研究生'),
  level('11', '博士研究生毕业', '博士研究生', '博士'),
  level('12', '博士研究生结业'),
  level('13', '博士研究生肄业'),
  level('14', '硕士研究生毕业', '硕士研究生', '硕士'),
  level('15', '硕士研究生结业'),
  level('16', '硕士研究生肄业'),
  level('17', '研究生班毕业', '研究生班'),
  level('18', '研究生班结业'),
  level('19', '研究生班肄业'),
  level('20', '大学本科', '大学本科教育', '本科', '大学', '全日制本科', '在职本科', '大学学历'),
  level('21', '大学本科毕业', '本科毕业', '大学毕业'),
  level('22', '大学本科结业', '本科结业'),
  level('23', '大学本科肄业', '本科肄业'),
  level('28', '大学普通班毕业', '大学普通班', '大普'),
  level('30', '大学专科', '大学专科教育', '大专', '专科', '高职', '全日制大专', '在职大专'),
  level('31', '大学专科毕业', '大专毕业', '专科毕业'),
  level('32', '大学专科结业', '大专结业', '专科结业'),
  level('33', '大学专科肄业', '大专肄业', '专科肄业'),
  level('40', '中等职业教育'),
  level('41', '中专', '中等专科毕业', '中专毕业', '中等专科'),
  level('42', '中等专科结业', '中专结业'),
  level('43', '中等专科肄业', '中专肄业'),
  level('44', '职业高中', '职业高中毕业', '职高', '职高毕业'),
  level('45', '职业高中结业', '职高结业'),
  level('46', '职业高中肄业', '职高肄业'),
  level('47', '技工学校', '技工学校毕业', '技校', '技校毕业'),
  level('48', '技工学校结业', '技校结业'),
  level('49', '技工学校肄业', '技校肄业'),
  level('60', '高中', '普通高级中学教育', '普通高中', '高中教育'),
  level('61', '高中毕业', '普通高中毕业'),
  level('62', '高中结业', '普通高中结业'),
  level('63', '高中肄业', '普通高中肄业'),
  level('70', '初中', '初级中学教育', '初中教育'),
  level('71', '初中毕业'),
  level('73', '初中肄业'),
  level('80', '小学', '小学教育'),
  level('81', '小学毕业'),
  level('83', '小学肄业'),
  level('90', '其他', '文盲', '半文盲', '不识字', '无学历'),
]

function level(code: string, label: string, ...aliases: string[]): CodeEntry {
  return { value: code, code, label, aliases }
}

/** Stages of a person in the register; the numbers are those that registers write before 正式 and 预备. */
const category = [
  { value: 'full', code: '1', label: '正式党员', aliases: ['正式', '中共党员'] },
  { value: 'probationary', code: '2', label: '预备党员', aliases: ['预备', '中共预备党员'] },
  { value: 'target', code: '3', label: '发展对象', aliases: ['党员发展对象'] },
  { value: 'activist', code: '4', label: '入党积极分子', aliases: ['积极分子'] },
  { value: 'applicant', code: '5', label: '入党申请人', aliases: ['申请人', '申请入党人'] },
] as const satisfies readonly CodeEntry[]

const membershipStatus = [
  { value: 'normal', code: '1', label: '正常', aliases: ['党籍正常'] },
  { value: 'retained', code: '10', label: '保留党籍', aliases: ['保留'] },
  { value: 'restored', code: '11', label: '恢复党籍', aliases: ['恢复'] },
  { value: 'suspended', code: '12', label: '停止党籍', aliases: ['停止'] },
  { value: 'expelled', code: '13', label: '开除党籍', aliases: ['开除', '出党', '已出党'] },
] as const satisfies readonly CodeEntry[]

/** How contact was lost, as the tables of the check of members' organisational relations of 2016 list it. */
const lostKind = [
  { value: '1', code: '1', label: '外出务工经商', aliases: ['外出务工', '外出经商'] },
  { value: '2', code: '2', label: '单位改制或破产', aliases: ['企业改制', '单位改制', '单位破产'] },
  { value: '3', code: '3', label: '毕业后去向不明', aliases: ['毕业'] },
  { value: '4', code: '4', label: '工作单位改变', aliases: ['工作变动', '工作单位变动'] },
  { value: '5', code: '5', label: '出国（境）', aliases: ['出国(境)', '出国', '出境'] },
  { value: '6', code: '6', label: '居住地改变', aliases: ['居住地变动', '搬迁'] },
  { value: '7', code: '7', label: '其他' },
] as const satisfies readonly CodeEntry[]

export const registerCodes = { sex, ethnic, education, category, membershipStatus, lostKind }

export type CodeTable = keyof typeof registerCodes

/** The label of a stored value; undefined for one that the table does not have. */
export function codeLabel(table: CodeTable, value: string): string | undefined {
  const entries: readonly CodeEntry[] = registerCodes[table]
  return entries.find((entry) => entry.value === value)?.label
}
