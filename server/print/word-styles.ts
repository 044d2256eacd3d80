/** A font of an official document as Word wants it named: Chinese and Latin by the same; `hint` decides what is both. */
function fontOf(latin: string, chinese: string) {
  return { ascii: latin, eastAsia: chinese, hAnsi: latin, hint: 'eastAsia' }
}

export const fangsong = fontOf('FangSong', '仿宋')
export const heiti = fontOf('SimHei', '黑体')
export const biaosong = fontOf('方正小标宋简体', '方正小标宋简体')
