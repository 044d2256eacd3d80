import { expect, test } from 'vitest'
import { isGuessable } from './guessable.ts'

test('what is guessed first is seen, however it is dressed up', () => {
  const guessed = [
    'P@ssw0rd-2026',
    'Qwerty!2345',
    'Admin@2026!',
    'Zhibu.2026.A',
    'Woaini-5201314',
    'Aa-12345-Bb',
  ]
  expect(guessed.filter((one) => !isGuessable(one))).toEqual([])
  const good = ['Shiqiao-2026', 'Meiyuan-2027', '三月-Xiaohe-17', 'correct Horse 7 battery']
  expect(good.filter(isGuessable)).toEqual([])
})
