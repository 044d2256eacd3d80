import type { Random } from './random.ts'

export type Sex = 'male' | 'female'

/** Surnames in use along the coast; names are put together from these lists and belong to nobody. */
const surnames = [
  ...'包柴褚戴董杜樊范冯付龚韩洪胡华姜蒋金柯乐厉楼卢陆罗骆吕梅倪潘裘阮邵盛施石史舒宋苏孙汤陶屠汪王魏翁夏项',
  ...'严姚应余俞袁张章赵钟竺祝庄邹陈林沈周吴徐郑叶朱何杨方许丁',
  '欧阳',
]

type Given = { first: string; second: string; single: string }

const given: Record<Sex, { elder: Given; younger: Given }> = {
  male: {
    elder: {
      first: '阿水金银土永国德仁志长福宝海松柏兴富',
      second: '根林法生祥康良昌荣明龙春标清泉才',
      single: '',
    },
    younger: {
      first: '文浩俊建晓志家宇立海永明一',
      second: '杰峰斌涛辉鹏磊凯超波宁帆航',
      single: '军伟平强波斌',
    },
  },
  female: {
    elder: { first: '秀玉桂彩银金素月阿小美春雅', second: '英兰珍娣凤妹芳仙花琴娟芬芝萍', single: '' },
    younger: { first: '晓丽雪婷佳燕海文静慧小思', second: '婷芳雯洁敏霞颖琳红君娜莹', single: '芳敏静洁' },
  },
}

/** Makes names that nobody has twice. `taken` starts with names that are given away already. */
export function createNames(
  random: Random,
  taken: Iterable<string>,
): (sex: Sex, birthYear: number) => string {
  const used = new Set(taken)
  return (sex, birthYear) => {
    const parts = given[sex][birthYear < 1970 ? 'elder' : 'younger']
    for (;;) {
      const name = random.pick(surnames) + givenName(random, parts)
      if (used.has(name)) continue
      used.add(name)
      return name
    }
  }
}

function givenName(random: Random, { first, second, single }: Given): string {
  if (single && random.chance(0.15)) return random.pick([...single])
  const a = random.pick([...first])
  return a + random.pick([...second].filter((b) => b !== a))
}
