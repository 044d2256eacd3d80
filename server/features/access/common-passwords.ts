/** Where a password is a word and something hung on to it, the word. */
const wordOf = /^[\d\W_]{0,6}([a-z]{4,})[\d\W_]{0,6}$/

/**
 * Is it one of the fifty thousand passwords that are tried first, or one of them with a year or a sign hung on to it
 * (NIST SP 800-63B, 3.1.1.2)? Capital letters make no difference.
 */
export async function isCommonPassword(password: string): Promise<boolean> {
  // Read when somebody chooses a password: a list of half a megabyte that most processes never need.
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  const common = dictionary['passwords-common']
  const typed = password.toLowerCase()
  const word = wordOf.exec(typed)?.[1]
  return common.includes(typed) || (word !== undefined && common.includes(word))
}
