/**
 * Surnames of two characters that are still borne, or stand in the 百家姓. Left out: those that read as often as a
 * surname of one character and a given name (安平, 高堂, 成公).
 */
const compound = new Set(
  (
    '欧阳 歐陽 上官 司马 司馬 司徒 司空 司寇 诸葛 諸葛 皇甫 令狐 申屠 夏侯 尉迟 尉遲 长孙 長孫 慕容 宇文 独孤 獨孤 ' +
    '南宫 南宮 东方 東方 西门 西門 东门 東門 东郭 東郭 南郭 公孙 公孫 轩辕 軒轅 端木 百里 呼延 万俟 闻人 聞人 澹台 ' +
    '濮阳 濮陽 淳于 单于 單于 太叔 公冶 宗政 赫连 赫連 钟离 鍾離 宰父 谷梁 穀梁 拓跋 拓拔 夹谷 夾谷 漆雕 乐正 ' +
    '樂正 壤驷 公良 第五 闾丘 閭丘 鲜于 鮮于 亓官 巫马 巫馬 梁丘 左丘 子车 颛孙 顓孫 仲孙 仲孫 叔孙 叔孫 完颜 ' +
    '完顏 纳兰 納蘭 耶律 贺兰 賀蘭 贺若 哥舒 即墨 羊舌 微生 相里 呼衍'
  ).split(' '),
)

/**
 * How many characters of a name are its surname: 2 for a known surname of two characters with a given name after it,
 * else 1. A name that is nothing but such a surname (司马) counts as 2 as well.
 */
export function surnameLength(characters: readonly string[]): number {
  return compound.has(characters.slice(0, 2).join('')) ? 2 : Math.min(1, characters.length)
}
