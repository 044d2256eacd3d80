/** The codes that a form offers; what each is called stands in the contract too, and a test holds the two together. */
export type Option = { value: string; label: string }

/** GB/T 3304-1991, in the order of its codes from 01 on. */
const ethnicGroups =
  '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺'

/** GB/T 4658-2006. */
const educationLevels =
  '10 研究生 11 博士研究生毕业 12 博士研究生结业 13 博士研究生肄业 14 硕士研究生毕业 15 硕士研究生结业 16 硕士研究生肄业 17 研究生班毕业 18 研究生班结业 19 研究生班肄业 20 大学本科 21 大学本科毕业 22 大学本科结业 23 大学本科肄业 28 大学普通班毕业 30 大学专科 31 大学专科毕业 32 大学专科结业 33 大学专科肄业 40 中等职业教育 41 中专 42 中等专科结业 43 中等专科肄业 44 职业高中 45 职业高中结业 46 职业高中肄业 47 技工学校 48 技工学校结业 49 技工学校肄业 60 高中 61 高中毕业 62 高中结业 63 高中肄业 70 初中 71 初中毕业 73 初中肄业 80 小学 81 小学毕业 83 小学肄业 90 其他'

export const ethnicOptions: readonly Option[] = ethnicGroups.split(' ').map((name, index) => ({
  value: String(index + 1).padStart(2, '0'),
  label: `${name}族`,
}))

export const educationOptions: readonly Option[] = [...educationLevels.matchAll(/(\d\d) (\S+)/g)].map(
  ([, value = '', label = '']) => ({ value, label }),
)

export const lostKindOptions: readonly Option[] = [
  { value: '1', label: '外出务工经商' },
  { value: '2', label: '单位改制或破产' },
  { value: '3', label: '毕业后去向不明' },
  { value: '4', label: '工作单位改变' },
  { value: '5', label: '出国（境）' },
  { value: '6', label: '居住地改变' },
  { value: '7', label: '其他' },
]

export const sexOptions: readonly Option[] = [
  { value: 'male', label: '男' },
  { value: 'female', label: '女' },
]

export const yesNoOptions: readonly Option[] = [
  { value: 'yes', label: '是' },
  { value: 'no', label: '否' },
]
