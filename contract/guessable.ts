/**
 * What the first thousands of guesses are made of, and the words of this place: no password holds any of them, also not
 * with a figure or a sign for a letter.
 */
const words = [
  ...['zhibu', 'dangyuan', 'dangwei', 'gongchandang', 'zuzhibu', 'shuji', 'dangjian', 'renmin'],
  ...['admin', 'root', 'passw', 'secret', 'welcome', 'letmein', 'iloveyou', 'woaini', 'changeme', 'login'],
  ...['qwerty', 'qazwsx', 'asdf', 'zxcv', '1qaz', '2wsx', 'abcd', 'abc123', 'a1b2c3'],
  ...['12345', '54321', '98765', '123123', '112233', '147258', '159357', '321321', '5201314', '1314520'],
  ...['00000', '11111', '22222', '33333', '55555', '66666', '77777', '88888', '99999'],
  ...['19491001', '19210701'],
]

const letters: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

export function isGuessable(password: string): boolean {
  const typed = password.toLowerCase()
  const read = typed.replace(/[013457@$!]/g, (sign) => letters[sign] ?? sign)
  return words.some((word) => typed.includes(word) || read.includes(word))
}
