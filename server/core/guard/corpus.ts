import { passesLuhn } from '../personal-data/bank-card.ts'
import { checkDigitOf } from '../personal-data/id-number.ts'
import type { PersonalNumber } from './find-personal-numbers.ts'

/** A source of chance that gives the same corpus on every run (mulberry32). */
export type Chance = { below(n: number): number; pick<T>(from: readonly T[]): T }

export function chanceFrom(seed: number): Chance {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number) => Math.floor(next() * n)
  return {
    below,
    pick: (from) => {
      const picked = from[below(from.length)]
      if (picked === undefined) throw new Error('nothing to pick from')
      return picked
    },
  }
}

const digitsOf = (chance: Chance, count: number) =>
  Array.from({ length: count }, () => chance.below(10)).join('')
const two = (n: number) => String(n).padStart(2, '0')

export function inventIdNumber(chance: Chance): string {
  const region = chance.pick([
    '330282',
    '330106',
    '110105',
    '440524',
    '510104',
    '610103',
    '230102',
    '320583',
    '420111',
  ])
  const birth = `${1935 + chance.below(75)}${two(1 + chance.below(12))}${two(1 + chance.below(28))}`
  const head = region + birth + digitsOf(chance, 3)
  return head + checkDigitOf(head)
}

export function inventMobile(chance: Chance): string {
  return `1${3 + chance.below(7)}${digitsOf(chance, 9)}`
}

export function inventCard(chance: Chance): string {
  const head =
    chance.pick(['622848', '622202', '623091', '621700', '622588']) + digitsOf(chance, chance.pick([9, 12]))
  const last = [...'0123456789'].find((digit) => passesLuhn(head + digit))
  return head + last
}

const cut = (number: string, parts: readonly number[], by: string) => {
  let at = 0
  const groups = parts.map((size) => number.slice(at, (at += size)))
  return [...groups, number.slice(at)].filter((group) => group !== '').join(by)
}
const wide = (text: string) => text.replace(/[0-9X]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
const inChinese = (text: string) =>
  text.replace(/\d/g, (digit) => '〇一二三四五六七八九'[Number(digit)] ?? '')
const boxed = (text: string, by: string) => [...text].join(by)

type Disguise = (number: string, chance: Chance) => string

const anyNumber: readonly Disguise[] = [
  (n) => n,
  (n) => wide(n),
  (n) => inChinese(n),
  (n) => boxed(n, ' '),
  (n) => wide(boxed(n, ' ')),
  (n) => `|${boxed(n, '|')}|`,
  (n) => `<td>${boxed(n, '</td><td>')}</td>`,
  (n) => [...n].map((c) => `&#${c.charCodeAt(0)};`).join(''),
  (n, chance) => cut(n, [2 + chance.below(n.length - 4)], '\n'),
  (n, chance) => cut(n, [2 + chance.below(n.length - 4)], '\r\n    '),
  (n) => boxed(n, '\u200b'),
]

const groupings: Record<PersonalNumber['kind'], readonly (readonly number[])[]> = {
  'id-number': [[6, 8], [6, 4, 4], [4, 4, 4, 4], [14], [3, 3, 4, 4], [6, 8, 3], [10]],
  phone: [[3, 4], [7], [3], [3, 3], [4]],
  'bank-card': [[4, 4, 4, 4], [4, 4, 4], [6]],
}

const partings = [' ', '-', '　', '–', '  ', ' - ', '\u00a0', '·', '_', '－']
const cells = ['\t', ' | ', '</td><td>', '│', '</td>\n  <td class="n">']

function disguise(kind: PersonalNumber['kind'], number: string, chance: Chance): string {
  const kinds = kind === 'bank-card' ? anyNumber.filter((_, i) => i !== 8 && i !== 9) : anyNumber
  const way = chance.below(kinds.length + 8)
  const plain = kinds[way]
  if (plain) return plain(number, chance)
  if (way < kinds.length + 4) return cut(number, chance.pick(groupings[kind]), chance.pick(partings))
  const natural =
    kind === 'id-number' ? [[6, 8], [6]] : kind === 'phone' ? [[3, 4], [3], [7]] : [[4, 4, 4, 4]]
  const inCells = cut(number, chance.pick(natural), chance.pick(cells))
  return way < kinds.length + 6 ? inCells : wide(cut(number, chance.pick(groupings[kind]), ' '))
}

const before = [
  '林秀兰，',
  '联系人：王阿根 ',
  '公示名单\n1. 丁小红 ',
  '困难党员慰问：',
  '',
  '（',
  '2026年11月22日，',
  '第3网格 李三',
  '序号\t姓名\t号码\n1\t许金娣\t',
  '<tr><td>1</td><td>周水根</td><td>',
  '应到 114 人。',
  '补助 1380 元，',
]
const after = [
  '',
  '，已核对。',
  '）',
  '\n2. 何建平',
  ' 男 56 岁',
  '</td></tr>',
  '。公示 5 个工作日。',
  '\t已领',
]

/** Texts that leak, each with what it leaks. */
export function inventLeaks(
  count: number,
  seed: number,
): { text: string; kind: PersonalNumber['kind']; at: number }[] {
  const chance = chanceFrom(seed)
  const makers = { 'id-number': inventIdNumber, phone: inventMobile, 'bank-card': inventCard } as const
  return Array.from({ length: count }, (_, i) => {
    const kind = (['id-number', 'phone', 'bank-card'] as const)[i % 3] ?? 'phone'
    const head = chance.pick(before)
    return {
      kind,
      at: head.length,
      text: head + disguise(kind, makers[kind](chance), chance) + chance.pick(after),
    }
  })
}

const amount = (chance: Chance) =>
  `${1 + chance.below(999)},${digitsOf(chance, 3)}${chance.pick(['', '.00', '.50'])}`
const day = (chance: Chance) =>
  `${2015 + chance.below(12)}-${two(1 + chance.below(12))}-${two(1 + chance.below(28))}`
const compact = (chance: Chance) => day(chance).replaceAll('-', '')
const row = (chance: Chance, size: number, highest: number, by: string) =>
  Array.from({ length: size }, () => chance.below(highest)).join(by)

const innocents: readonly ((chance: Chance) => string)[] = [
  (c) => `${c.pick(['余委', '浙组', '县民', '中办'])}发〔${2015 + c.below(12)}〕${1 + c.below(200)}号`,
  (c) => `（${2015 + c.below(12)}）浙0${200 + c.below(99)}民初${1 + c.below(9999)}号`,
  (c) => `公示期 ${day(c)} 至 ${day(c)}，共 ${1 + c.below(9)} 个工作日`,
  (c) => `收入 ${amount(c)} 元，支出 ${amount(c)} 元，结余 ${amount(c)} 元`,
  (c) => `证书编号 ${c.pick(['ZJ', 'NB', 'DX'])}${compact(c)}${digitsOf(c, 4)}`,
  (c) => `结业证书号 ${2015 + c.below(12)}${digitsOf(c, 12)}`,
  (c) => `受理号 330282${compact(c)}${digitsOf(c, 4)}`.replace(/330282201[56]/, '3302822021'),
  (c) =>
    `统一社会信用代码 9133028${digitsOf(c, 1)}${c.pick(['MA', 'MB'])}${digitsOf(c, 5)}X${digitsOf(c, 1)}`,
  (c) => `统一社会信用代码 ${c.pick(['12', '51', '52', '54'])}330282${digitsOf(c, 10)}`,
  (c) => `丁小红\t${row(c, 7, 30, '\t')}\n王阿根\t${row(c, 7, 30, '\t')}\n合计\t${row(c, 7, 300, '\t')}`,
  (c) =>
    `|网格|户数|人口|党员|\n|${1 + c.below(9)}|${row(c, 3, 1500, '|')}|\n|${1 + c.below(9)}|${row(c, 3, 1500, '|')}|`,
  (c) => `<tr><td>${row(c, 6, 2000, '</td><td>')}</td></tr>`,
  (c) => `历年积分 ${row(c, 5, 4000, '、')}`,
  (c) => `各组亩产 ${row(c, 6, 1600, ' ')} 斤`,
  (c) => row(c, 8, 2500, '\n'),
  (c) => `值班短号 66${digitsOf(c, 4)}，${c.pick(['12345', '12388', '12371', '110', '95588'])} 也可以打`,
  (c) => `3302${'*'.repeat(12)}${digitsOf(c, 2)} 138****${digitsOf(c, 4)} ${'*'.repeat(15)}${digitsOf(c, 4)}`,
  (c) => `项目代码 ${digitsOf(c, 4)}-330282-${digitsOf(c, 2)}-${digitsOf(c, 2)}-${digitsOf(c, 6)}`,
  (c) => `流水号 ${compact(c)}${digitsOf(c, 11)}`,
  (c) => `快递 ${c.pick(['SF', 'YT', 'JD'])}${digitsOf(c, 13)}`,
  (c) =>
    `第 ${1 + c.below(99)} 号门牌，邮编 315${digitsOf(c, 3)}，面积 ${100 + c.below(90)}.${digitsOf(c, 2)} 平方米`,
  (c) =>
    `会议 ${day(c)} ${two(8 + c.below(10))}:30，应到 ${c.below(200)}，实到 ${c.below(200)}，赞成 ${c.below(200)}`,
  (c) => `${1 + c.below(9)}月 ${row(c, 4, 200, ' / ')} 次，${2 + c.below(8)}月 ${row(c, 4, 200, ' / ')} 次`,
  (c) => `票号 ${digitsOf(c, 8)}-${digitsOf(c, 8)}`,
  (c) => `经纬度 30.${digitsOf(c, 6)}, 121.${digitsOf(c, 6)}`,
]

/** Texts of the same kind of paper that hold no personal number. */
export function inventInnocents(count: number, seed: number): string[] {
  const chance = chanceFrom(seed)
  return Array.from({ length: count }, (_, i) => (innocents[i % innocents.length] ?? (() => ''))(chance))
}
