import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameKeys } from './name-keys.ts'
import { strokesOf } from './stroke-table.ts'

/** As PostgreSQL's collation "C" compares: bytes of UTF-8. */
function sortedBy(key: 'pinyin' | 'strokes', names: readonly string[]): string[] {
  const keyed = names.map((name) => ({ name, key: Buffer.from(nameKeys(name)[key]) }))
  return keyed.sort((a, b) => Buffer.compare(a.key, b.key)).map((k) => k.name)
}

function shuffled(names: readonly string[]): string[] {
  return [...names].reverse().sort((a, b) => (a.codePointAt(1) ?? 0) - (b.codePointAt(1) ?? 0))
}

const published =
  '丁小红 王阿根 方志明 叶春燕 朱柏林 许金娣 杨彩珍 吴秋生 何建平 沈国良 陈美凤 林秀兰 周水根 郑海波 徐永康'

test('a published list comes out in the order of 姓氏笔画', () => {
  const names = published.split(' ')
  expect(shuffled(names)).not.toEqual(names)
  expect(sortedBy('strokes', shuffled(names))).toEqual(names)
})

test.each([
  ['fewer strokes of the surname first', '丁 万 王 石 刘 李 陈 赵 袁 黄 蔡 潘 戴 魏'],
  ['of one number of strokes, 横 before 竖 before 撇 before 点 before 折', '王大 内大 牛大 文大 孔大'],
  ['the next stroke decides where the first is the same', '干文 工文 丈文 习文 马文'],
  ['单名 before 双名 of the same surname', '李平 李鹤 李一鸣 李大海'],
  ['then the given name, character by character', '王一平 王力平 王大平 王小平 王小明 王文平'],
  ['a surname of one character before the longer one it begins', '欧文 欧大海 欧阳文 欧阳大海'],
])('%s', (_, line) => {
  const names = line.split(' ')
  expect(shuffled(names)).not.toEqual(names)
  expect(sortedBy('strokes', shuffled(names))).toEqual(names)
})

test('people of one surname stand together, also where another surname is written with the same strokes', () => {
  expect(strokesOf('田')?.order).toBe(strokesOf('由')?.order)
  const surnames = sortedBy('strokes', ['田力', '由力', '田一', '由一', '由大勇', '田大勇']).map((n) => n[0])
  expect(surnames).toEqual(['田', '田', '田', '由', '由', '由'])
})

test.each([
  ['丁', '12'],
  ['王', '1121'],
  ['方', '4153'],
  ['林', '12341234'],
  ['郑', '43113452'],
  ['火', '4334'],
  ['凸', '21251'],
  ['黄', '12212512134'],
  ['特', '3121121124'],
  ['𠮷', '121251'],
  ['淏', '44125111134'],
])('%s is written %s', (character, order) => {
  expect(strokesOf(character)).toEqual({ count: order.length, order })
})

test.each([
  ['曾国强', 'zeng,guo,qiang', 'zgq'],
  ['单田芳', 'shan,tian,fang', 'stf'],
  ['解放', 'xie,fang', 'xf'],
  ['仇英', 'qiu,ying', 'qy'],
  ['查良文', 'zha,liang,wen', 'zlw'],
  ['区大海', 'ou,da,hai', 'odh'],
  ['任建国', 'ren,jian,guo', 'rjg'],
  ['种师道', 'chong,shi,dao', 'csd'],
  ['欧阳修', 'ou,yang,xiu', 'oyx'],
  ['上官文', 'shang,guan,wen', 'sgw'],
  ['尉迟恭', 'yu,chi,gong', 'ycg'],
  ['长孙明', 'zhang,sun,ming', 'zsm'],
  ['万俟明', 'mo,qi,ming', 'mqm'],
  ['令狐文', 'ling,hu,wen', 'lhw'],
  ['林秀兰', 'lin,xiu,lan', 'lxl'],
  ['王一', 'wang,yi', 'wy'],
  ['𠮷田', 'ji,tian', 'jt'],
  ['买买提·艾力', 'mai,mai,ti,ai,li', 'mmtal'],
  ['Anna Li', 'anna,li', 'al'],
])('%s is read %s', (name, letters, initials) => {
  const keys = nameKeys(name)
  expect(keys.pinyin.split(' ')[0]).toBe(letters)
  expect(keys.initials).toBe(initials)
})

test('a working list goes by syllables, then tones, then characters', () => {
  const names = [
    '安平',
    '曾平',
    '李娜',
    '李娜娜',
    '林娜',
    '凌娜',
    '陆平',
    '吕平',
    '鸾平',
    '罗平',
    '张平',
    '章平',
    '掌平',
  ]
  const order = [
    '安平',
    '李娜',
    '李娜娜',
    '林娜',
    '凌娜',
    '陆平',
    '吕平',
    '鸾平',
    '罗平',
    '曾平',
    '张平',
    '章平',
    '掌平',
  ]
  expect(sortedBy('pinyin', shuffled(names))).toEqual(order)
})

test('一 and 不 keep their own tone, whatever follows', () => {
  expect(nameKeys('王一帆').pinyin).toBe('wang,yi,fan 211 王一帆')
  expect(nameKeys('王不弃').pinyin).toBe('wang,bu,qi 244 王不弃')
})

test('how a name was typed does not move it', () => {
  for (const typed of ['王　伟', ' 王 伟 ', '王伟\u{e0100}', '王\u200b伟'])
    expect(nameKeys(typed)).toEqual(nameKeys('王伟'))
  expect(nameKeys('⽅⾼')).toEqual(nameKeys('方高'))
  expect(nameKeys('买买提・艾力')).toEqual(nameKeys('买买提·艾力'))
  expect(nameKeys('')).toEqual({ pinyin: '  ', initials: '', strokes: ' 0' })
})

test('any text has keys that a database can hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const { pinyin, initials, strokes } = nameKeys(name)
      for (const key of [pinyin, initials, strokes]) {
        expect(key).not.toContain('\0')
        expect(Buffer.from(key).toString()).toBe(key)
      }
    }),
  )
})

const surnames = [...'丁王方叶朱许杨吴何沈陈林周郑徐李黎曾单解田由甲申']
const character = fc.oneof(
  fc.constantFrom(...surnames),
  fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code)),
)

/** The rule as a reader of it would apply it, with no key at all. */
function compareSlowly(a: string[], b: string[]): number {
  const pairs = (x: string[], y: string[]) => x.map((c, i) => [c, y[i] ?? ''] as const)
  const one = ([c, d]: readonly [string, string]) => {
    const [s, t] = [strokesOf(c), strokesOf(d)]
    const known = (v: typeof s) => v?.order ?? '9'
    const byOrder = known(s) < known(t) ? -1 : known(s) > known(t) ? 1 : 0
    return (s?.count ?? 99) - (t?.count ?? 99) || byOrder || (c.codePointAt(0) ?? 0) - (d.codePointAt(0) ?? 0)
  }
  const bySurname = one([a[0] ?? '', b[0] ?? ''])
  const [given, other] = [a.slice(1), b.slice(1)]
  return (
    bySurname ||
    given.length - other.length ||
    pairs(given, other)
      .map(one)
      .find((n) => n !== 0) ||
    0
  )
}

test('byte order of the key is the rule', () => {
  const name = fc.tuple(fc.constantFrom(...surnames), fc.array(character, { minLength: 1, maxLength: 2 }))
  fc.assert(
    fc.property(name, name, ([s, given], [t, other]) => {
      const [a, b] = [
        [s, ...given],
        [t, ...other],
      ]
      const keys = [a, b].map((c) => Buffer.from(nameKeys(c.join('')).strokes))
      const byKey = Buffer.compare(keys[0] ?? Buffer.alloc(0), keys[1] ?? Buffer.alloc(0))
      expect(Math.sign(byKey)).toBe(Math.sign(compareSlowly(a, b)))
    }),
    { numRuns: 1000 },
  )
})
