import type { Stretch } from './stretches.ts'

/** What the guard is told besides the text. */
export type Surroundings = { text: string; today: string }

/** A number that was found, before overlaps are settled. */
export type Candidate = { kind: 'id-number' | 'phone' | 'bank-card'; stretch: Stretch }

const hints = {
  'id-number': /身份证|证件号|公民身份|身份号|(?<![a-z])ID(?![a-z])/i,
  phone: /电话|手机|联系|致电|拨打|来电|传真|座机|热线|微信|tel|phone|mobile|☎|📞/i,
  'bank-card': /卡号|账号|帐号|账户|帐户|银行|开户|信用社|农商行|一卡通|存折|card/i,
} as const

/** How far before a number its label may stand: 联系电话（林秀兰）：… */
const reach = 18

/** Whether the words just before a number say what it is. Then odd splits and wrong check digits count too. */
export function isLabelled(kind: Candidate['kind'], at: number, { text }: Surroundings): boolean {
  return hints[kind].test(text.slice(Math.max(0, at - reach), at))
}

/** 案号, 编号, 注册号: the words just before a number say that it is the number of a thing. */
export function isNumberOfThing(at: number, { text }: Surroundings): boolean {
  const before = text.slice(Math.max(0, at - 8), at)
  return /(编号|文号|案号|字号|序号|流水号|受理号|单号|注册号|证书号|执照号|发票号|批号|代码|条码|No\.?)[\s:：为是（(]*$/i.test(
    before,
  )
}

/** ¥ before a number or a unit after it: it counts something. */
export function isAmount({ at, end }: Stretch, { text }: Surroundings): boolean {
  const unit = /^(\.\d{1,2})?\s*(元|万元|亿元|美元|㎡|平方米|立方米|亩|公斤|千克|吨|千瓦|度|人次|株|颗)/
  return /[¥￥$]\s*$/.test(text.slice(Math.max(0, at - 4), at)) || unit.test(text.slice(end, end + 8))
}

/** A day of this century written in one, 20261122. */
export function isDay(digits: string): boolean {
  return /^20\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(digits)
}

export function isYear(digits: string): boolean {
  return /^(19|20)\d{2}$/.test(digits)
}
