/**
 * Text as Word can open it: XML has no word for control characters and non-characters, which come along when somebody
 * pastes. Word's own soft line break (U+000B) becomes a space.
 */
export function wordText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go
  // oxlint-disable-next-line no-control-regex -- these are what has to go
  return text.replace(/[\u000b\u000c]/g, ' ').replace(/[\u0000-\u0008\u000e-\u001f\ufffe\uffff]/g, '')
}

/** A font of an official document as Word wants it named: Chinese and Latin by the same; `hint` decides what is both. */
function fontOf(latin: string, chinese: string) {
  return { ascii: latin, eastAsia: chinese, hAnsi: latin, hint: 'eastAsia' }
}

export const fangsong = fontOf('FangSong', '仿宋')
export const heiti = fontOf('SimHei', '黑体')
export const biaosong = fontOf('方正小标宋简体', '方正小标宋简体')
