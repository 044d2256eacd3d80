import type { CodeTable } from './register-codes.ts'

/** How a column's cells are read and written. */
export type ColumnKind =
  | 'name'
  | 'text'
  | 'id-number'
  | 'phone'
  | 'date'
  | 'month'
  | 'code'
  | 'boolean'
  | 'money'
  | 'integer'

/** Registers in use, whose headers and order differ: a member list, a statistics form, a retirees' form, a veterans' form. */
export type ColumnSet = 1 | 2 | 3 | 4

export type RegisterColumn = {
  key: string
  header: string
  /** Other headers for the same thing, the surest first. */
  aliases: readonly string[]
  kind: ColumnKind
  codes?: CodeTable
  sets: readonly ColumnSet[]
}

/** Every column of the register, in the order of an export: the nineteen of set 1, then what the others add. */
export const registerColumns = [
  {
    key: 'name',
    header: '姓名',
    aliases: ['党员姓名', '成员姓名', '名字'],
    kind: 'name',
    sets: [1, 2, 3, 4],
  },
  {
    key: 'branchName',
    header: '所在党支部',
    aliases: [
      '所属党支部',
      '目前所在党支部',
      '党支部名称',
      '党支部',
      '所在支部',
      '所属支部',
      '支部名称',
      '编入党支部',
    ],
    kind: 'text',
    sets: [1, 3, 4],
  },
  {
    key: 'idNumber',
    header: '公民身份证号',
    aliases: [
      '公民身份号码',
      '身份证号码',
      '身份证号',
      '公民身份证号码',
      '居民身份证号',
      '居民身份证号码',
      '身份号码',
      '身份证',
      '证件号码',
    ],
    kind: 'id-number',
    sets: [1, 2, 3, 4],
  },
  { key: 'sex', header: '性别', aliases: [], kind: 'code', codes: 'sex', sets: [1, 2, 3, 4] },
  { key: 'ethnic', header: '民族', aliases: ['族别'], kind: 'code', codes: 'ethnic', sets: [1, 2, 3, 4] },
  {
    key: 'birthOn',
    header: '出生日期',
    aliases: ['出生年月日', '出生年月', '出生时间', '生日'],
    kind: 'date',
    sets: [1, 2, 3, 4],
  },
  {
    key: 'education',
    header: '学历',
    aliases: ['文化程度', '最高学历', '学历情况'],
    kind: 'code',
    codes: 'education',
    sets: [1, 2, 3, 4],
  },
  {
    key: 'category',
    header: '人员类别',
    aliases: ['党员类别', '人员类型', '党员类型', '类别'],
    kind: 'code',
    codes: 'category',
    sets: [1, 2, 3],
  },
  {
    key: 'joinedOn',
    header: '加入党组织日期',
    aliases: ['入党日期', '入党时间', '加入党组织时间', '入党年月'],
    kind: 'date',
    sets: [1, 2, 3, 4],
  },
  {
    key: 'fullOn',
    header: '转为正式党员日期',
    aliases: ['转正日期', '转正时间', '转为正式党员时间', '转正年月'],
    kind: 'date',
    sets: [1, 2, 3],
  },
  {
    key: 'job',
    header: '工作岗位',
    aliases: ['岗位', '职业', '工作单位及职务', '工作单位', '工作/学习单位', '单位及职务'],
    kind: 'text',
    sets: [1, 2, 3, 4],
  },
  {
    key: 'mobile',
    header: '手机号',
    aliases: ['手机号码', '手机', '移动电话', '联系手机', '联系电话', '联系方式', '电话', '电话号码'],
    kind: 'phone',
    sets: [1, 2, 4],
  },
  {
    key: 'landline',
    header: '固定电话',
    aliases: ['座机', '座机号码', '座机电话', '办公电话', '家庭电话', '联系电话'],
    kind: 'phone',
    sets: [1, 2],
  },
  {
    key: 'homeAddress',
    header: '家庭住址',
    aliases: ['家庭地址', '详细住址', '家庭详细住址', '住址'],
    kind: 'text',
    sets: [1],
  },
  {
    key: 'membershipStatus',
    header: '党籍状态',
    aliases: ['党籍情况', '党籍'],
    kind: 'code',
    codes: 'membershipStatus',
    sets: [1, 3],
  },
  {
    key: 'isLost',
    header: '是否为失联党员',
    aliases: ['是否失联党员', '是否失联', '失联党员'],
    kind: 'boolean',
    sets: [1, 3],
  },
  {
    key: 'lostOn',
    header: '失去联系日期',
    aliases: ['失去联系时间', '失联日期', '失联时间'],
    kind: 'date',
    sets: [1, 2, 3],
  },
  {
    key: 'isFloating',
    header: '是否为流动党员',
    aliases: ['是否流动党员', '是否流动', '流动党员'],
    kind: 'boolean',
    sets: [1, 3],
  },
  {
    key: 'floatingTo',
    header: '外出流向',
    aliases: ['流动去向', '外出去向', '流向', '流出地'],
    kind: 'text',
    sets: [1, 3],
  },

  { key: 'nativePlace', header: '籍贯', aliases: [], kind: 'text', sets: [2, 4] },
  { key: 'age', header: '年龄', aliases: ['周岁'], kind: 'integer', sets: [2] },
  { key: 'degree', header: '学位', aliases: ['最高学位'], kind: 'text', sets: [2] },
  { key: 'school', header: '毕业院校', aliases: ['毕业学校', '毕业院校名称'], kind: 'text', sets: [2] },
  { key: 'major', header: '专业', aliases: ['所学专业'], kind: 'text', sets: [2] },
  {
    key: 'technicalPost',
    header: '从事专业技术职务',
    aliases: ['专业技术职务', '从事专业技术服务', '技术职称', '职称'],
    kind: 'text',
    sets: [2],
  },
  {
    key: 'newStratum',
    header: '新的社会阶层',
    aliases: ['新社会阶层', '新社会阶层类型'],
    kind: 'text',
    sets: [2],
  },
  {
    key: 'isMigrantWorker',
    header: '是否农民工',
    aliases: ['是否为农民工', '农民工'],
    kind: 'boolean',
    sets: [2],
  },
  {
    key: 'committeeName',
    header: '所在党组织',
    aliases: ['所属党组织', '所在党委', '所属党委', '上级党组织'],
    kind: 'text',
    sets: [2],
  },
  { key: 'jointUnit', header: '联合支部单位名称', aliases: [], kind: 'text', sets: [2] },
  {
    key: 'fileKeptAt',
    header: '档案所在单位',
    aliases: ['党员档案所在单位', '档案存放单位', '档案存放地'],
    kind: 'text',
    sets: [2],
  },
  {
    key: 'householdPlace',
    header: '户籍所在地',
    aliases: ['户口所在地', '户籍地址', '户籍地'],
    kind: 'text',
    sets: [2],
  },
  {
    key: 'residence',
    header: '现居住地',
    aliases: ['现居住地址', '现居住地详细地址', '现住址', '居住地址', '居住地'],
    kind: 'text',
    sets: [2, 4],
  },
  {
    key: 'lostKind',
    header: '失去联系情形',
    aliases: ['失去联系原因', '失联情形', '失联原因'],
    kind: 'code',
    codes: 'lostKind',
    sets: [2],
  },
  { key: 'completeness', header: '信息完整度', aliases: [], kind: 'text', sets: [2] },
  {
    key: 'partyPost',
    header: '现任党内职务',
    aliases: ['党内职务', '党内职务名称'],
    kind: 'text',
    sets: [3],
  },
  {
    key: 'monthlyDues',
    header: '月应缴纳党费',
    aliases: ['月应缴党费', '每月应缴党费', '每月应缴纳党费', '月缴党费', '应缴党费'],
    kind: 'money',
    sets: [3],
  },
  {
    key: 'duesPaidThrough',
    header: '党费缴至年月',
    aliases: ['党费交至年月', '党费缴纳至', '党费缴至', '党费交至'],
    kind: 'month',
    sets: [3],
  },
  {
    key: 'policeStation',
    header: '户籍所在派出所',
    aliases: ['户籍派出所', '派出所'],
    kind: 'text',
    sets: [4],
  },
  {
    key: 'dischargedOn',
    header: '退役时间',
    aliases: ['退役日期', '退伍时间', '退伍日期'],
    kind: 'date',
    sets: [4],
  },
  {
    key: 'relationSettledOn',
    header: '组织关系落实时间',
    aliases: ['组织关系落实日期', '组织关系转入时间'],
    kind: 'date',
    sets: [4],
  },
] as const satisfies readonly RegisterColumn[]

type Columns = (typeof registerColumns)[number]

export type RegisterKey = Columns['key']

type ValueOf<K extends ColumnKind> = K extends 'boolean'
  ? boolean
  : K extends 'money' | 'integer'
    ? number
    : string

/**
 * What one row says. Dates are `YYYY-MM-DD`, months `YYYY-MM`, money in hundredths of a yuan, codes the
 * `value` of their table. A cell without content has no entry.
 */
export type RegisterValues = { [C in Columns as C['key']]?: ValueOf<C['kind']> }

const byKey = new Map<string, RegisterColumn>(registerColumns.map((column) => [column.key, column]))

export function registerColumn(key: RegisterKey): RegisterColumn {
  return byKey.get(key) as RegisterColumn
}
