import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser } from './support/browser.ts'
import { checkAccessibility, takeScreen } from './support/browser-checks.ts'
import { watchForProblems } from './support/browser-problems.ts'

const { office, phone, browser } = await openBrowser()

const head =
  '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>里坞村党支部</title>'
const page = (body: string) => `<!doctype html><html lang="zh-CN">${head}<main>${body}</main></html>`

/** What one character drawn alone covers, as a string of 0 and 1. `font` as CSS, without the size. */
function drawCharacter(
  on: Page,
  character: string,
  [weight, family]: readonly [number, string],
): Promise<string> {
  return on.evaluate(
    ([text, font]) => {
      const canvas = document.createElement('canvas')
      canvas.width = canvas.height = 64
      const pen = canvas.getContext('2d')
      if (!pen) throw new Error('no canvas')
      pen.font = font
      pen.fillText(text, 8, 52)
      const alphas = [...pen.getImageData(0, 0, 64, 64).data].filter((_, at) => at % 4 === 3)
      return alphas.map((alpha) => (alpha > 127 ? '1' : '0')).join('')
    },
    [character, `${weight} 48px ${family}`] as const,
  )
}

/** Never to be characters: every font draws its box for them. */
const boxes = ['\u{10ffff}', '\u{10fffe}'] as const

test.each(['sans-serif', 'serif', '"Noto Serif CJK SC"', 'FangSong'])(
  '%s draws Chinese, not boxes',
  async (family) => {
    const on = await office()
    const characters = ['党', '员', '村', '䶮', '㛃', '𬱖', '𠮷', '𤭢', boxes[0]]
    const drawings = await Promise.all(
      characters.map((character) => drawCharacter(on, character, [400, family])),
    )
    expect(new Set(drawings).size).toBe(characters.length)
    for (const drawing of drawings) expect(drawing).toContain('1')
  },
)

test('two characters without a glyph look the same, so the test above can fail', async () => {
  const on = await office()
  expect(await drawCharacter(on, boxes[0], [400, 'serif'])).toBe(
    await drawCharacter(on, boxes[1], [400, 'serif']),
  )
})

test.each(['sans-serif', 'serif'])('%s is bolder at 700 than at 400', async (family) => {
  const on = await office()
  const ink = async (weight: number) =>
    (await drawCharacter(on, '党', [weight, family])).replaceAll('0', '').length
  expect(await ink(700)).toBeGreaterThan((await ink(400)) * 1.2)
})

test('a printed page carries its characters as text in our fonts', async () => {
  const on = await office()
  await on.setContent(page('<h1>𠮷林秀兰</h1>'))
  const pdf = (await on.pdf()).toString('latin1')
  expect(pdf).toMatch(/^%PDF-/)
  expect(pdf).toMatch(/NotoS(ans|erif)SC/)
  expect(pdf).toContain('HanaMin')
  expect(pdf).toContain('/ToUnicode')
})

test('the phone is a phone', async () => {
  const on = await phone()
  await on.setContent(page('<h1>待办</h1><p>这个月没有要办的事。</p>'))
  const facts = () => [
    innerWidth,
    innerHeight,
    devicePixelRatio,
    navigator.maxTouchPoints > 0,
    navigator.language,
  ]
  expect(await on.evaluate(facts)).toEqual([360, 740, 2, true, 'zh-CN'])
  await checkAccessibility(on)
  expect(await takeScreen(on, 'smoke-phone')).toMatch(/smoke-phone\.png$/)
})

test('axe finds what cannot be read', async () => {
  const on = await office()
  await on.setContent(page('<h1>支部</h1><p style="color:#ccc;background:#fff">看不清</p><input>'))
  await expect(checkAccessibility(on)).rejects.toThrow(/color-contrast[\s\S]*label/)
})

test('what is still fading in is judged as it will stand, and what turns for ever is not waited for', async () => {
  const on = await office()
  const motion = `<style>@keyframes come { from { opacity: 0.2 } } @keyframes turn { to { rotate: 1turn } }
    .come { animation: come 800ms } .turn { width: 1em; animation: turn 1s infinite }</style>`
  const coming = page(`${motion}<h1>支部</h1><div class="turn">转</div><p class="come">看得清</p>`)
  await on.setContent(coming)
  expect(
    await on.evaluate(() => Number(getComputedStyle(document.querySelector('.come') as Element).opacity)),
  ).toBeLessThan(1)
  await checkAccessibility(on)

  const late = coming.replace('800ms', '800ms forwards reverse')
  await on.setContent(late)
  // The same the other way round: seen too early it would pass.
  await expect(checkAccessibility(on)).rejects.toThrow(/color-contrast/)
})

test('what goes wrong in a page is noticed', async () => {
  const context = await browser.newContext()
  const problems = watchForProblems(context)
  const on = await context.newPage()
  const policy = `<meta http-equiv="Content-Security-Policy" content="img-src 'none'">`
  await on.setContent(
    `${policy}<script>console.error('说错了')</script><script>throw new Error('坏了')</script>`,
  )
  await on.setContent(
    `${policy}<img src="http://localhost:1/a.png"><script src="https://example.org/b.js"></script>`,
  )
  await context.close()
  const texts = problems.map(({ text }) => text).join('\n')
  for (const sign of [
    '说错了',
    '坏了',
    'Content Security Policy',
    'asks another machine: https://example.org/b.js',
  ])
    expect(texts).toContain(sign)
})
