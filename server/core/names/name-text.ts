/** The dots that stand between the parts of a transcribed name: 买买提·艾力. All of them are typed in practice. */
const dots = /[·•‧・．∙⋅]/gu

/** What is no part of a name but comes along with one: variation selectors, zero-width marks, control characters, halves
 * of broken characters (PostgreSQL takes neither these nor NUL). */
const noise = /[\u{e0100}-\u{e01ef}\ufe00-\ufe0f\p{Cf}\p{Cc}\p{Cs}]/gu

/**
 * A name as it is compared: compatibility characters resolved (full-width letters, the radicals that a PDF copies for
 * 方 and 高), one kind of dot, Latin letters in lower case. Blanks go (lists pad 王　伟 to three places), but between
 * two Latin words they part them as a dot does.
 */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=\p{Script=Latin})\s+(?=\p{Script=Latin})/gu, '·')
    .replace(/\s/gu, '')
    .replace(noise, '')
    .replace(dots, '·')
}

export function isHan(character: string): boolean {
  return /^\p{Script=Han}$/u.test(character)
}
