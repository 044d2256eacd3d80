import { type RegisterProblem, registerSentence } from '../../../../contract/register-problems.ts'

/** What can be wrong with a row of a household list, beside what can be wrong with any cell; without a name or value. */
const own = {
  'address-missing': '没有地址。请补上再导。',
  'address-long': '地址超过 80 个字。请写短一点再导。',
  'address-number': '地址里有身份证号、电话或卡号。请去掉再导。',
  'contact-long': '联系人超过 30 个字。请只写一个人。',
  'count-missing': '没有人数。请补上再导。',
  'count-odd': '人数要在 1 到 50 之间。请核对后重填。',
  'until-missing': '新居民要写登记到哪天，到期自动抹掉。请补上再导。',
  'until-odd': '登记到的日子要在今天以后、两年以内。请改好再导。',
  'grid-unknown': '没有这个网格。请照系统里的名称改好再导。',
  'grid-several': '有几个网格都像这个名称。请写全称再导。',
  'grid-open': '看不出归哪个网格。请写上网格，或者写清自然村。',
  'grid-elsewhere': '这一户归别的网格。请交给那个网格，或者在村一级导。',
  'grid-differs': '写的网格和自然村对不上，照写的网格收，自然村没有记。',
  'village-unknown': '没有这个自然村，没有记。要记的话请先在“组织”里登记。',
  'same-address': '和第 {other} 行是同一个地址。请只留一行。',
  'other-grid': '这个地址在别的网格登记了。请先在那边注销，再导。',
} as const
type OwnProblem = keyof typeof own

export type HouseholdProblem = OwnProblem | RegisterProblem

export function householdSentence(problem: HouseholdProblem, other?: number): string {
  if (!Object.hasOwn(own, problem)) return registerSentence(problem as RegisterProblem, other)
  return own[problem as OwnProblem].replace('{other}', String(other ?? ''))
}
