/**
 * Invented people of the reference design, in the branches where it puts them: whoever compares a page with the
 * design finds the same names. Everybody else of the county has a name made from the seed.
 */
export const knownMembers: Readonly<Record<string, readonly string[]>> = {
  东溪: split(
    '包银娣 陈平 陈如松 丁志刚 范小军 方月仙 付海燕 高仁德 顾阿巧 何秀英 胡松林 胡永根 黄春花 金小妹 乐长根',
  ),
  上塘: split(
    '冯仁寿 江永明 李根土 李明 刘桂芝 楼大海 卢根法 吕志强 马土根 毛雪芬 倪建新 欧阳志远 钱小英 任惠琴',
  ),
  下塘: split('陆海民 俞春华 王丽君 汤世昌 邵玉英 石小龙 史文娟 宋彩萍 苏巧云 孙继业 孙月娥 汪丽娟 王芳'),
  石桥: split(
    '沈国良 林秀兰 周水根 吴秋生 许金娣 方志明 叶春燕 王阿根 丁小红 朱柏林 杨彩珍 何建平 陈美凤 郑海波 徐永康',
  ),
  新圩: split('罗美珍 阮国平 严国富 余水生 张素琴 张卫星 章红梅 赵敏华 周雅琴 朱建国 朱银凤'),
  果园: split('樊志成 柳小燕'),
  综合: split('董长林 屠月琴'),
}

const women = new Set(
  split(
    '包银娣 方月仙 付海燕 顾阿巧 何秀英 黄春花 金小妹 刘桂芝 毛雪芬 钱小英 任惠琴 俞春华 王丽君 邵玉英 史文娟 宋彩萍 苏巧云 ' +
      '孙月娥 汪丽娟 王芳 林秀兰 许金娣 叶春燕 丁小红 杨彩珍 陈美凤 罗美珍 张素琴 章红梅 赵敏华 周雅琴 朱银凤 柳小燕 屠月琴',
  ),
)

export function sexOfKnown(name: string): 'male' | 'female' {
  return women.has(name) ? 'female' : 'male'
}

/** Places in the Party that somebody of the design holds, by name. */
export const knownPosts: Readonly<Record<string, string>> = {
  董长林: '村党委书记',
  屠月琴: '党支部书记',
  沈国良: '党支部书记',
  林秀兰: '支部委员',
  周水根: '党小组长',
}

/** Whoever works elsewhere or can hardly walk, as the design tells of them. */
export const knownAway: Readonly<Record<string, 'away-working' | 'infirm' | 'ill'>> = {
  何建平: 'away-working',
  吴秋生: 'infirm',
  金小妹: 'ill',
}

function split(names: string): string[] {
  return names.split(' ')
}
