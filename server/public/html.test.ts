import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeHtml, html, toText } from './html.ts'

test('what is put in is text, wherever it stands; markup made here is not escaped twice', () => {
  const bold = html`<b title="${'"><script>'}">${'<script>alert(1)</script> & 1'}</b>`
  expect(toText(html`<p>${bold}${[bold]}</p>`)).toBe(
    `<p>${'<b title="&quot;&gt;&lt;script&gt;">&lt;script&gt;alert(1)&lt;/script&gt; &amp; 1</b>'.repeat(2)}</p>`,
  )
})

test('nothing is left out but what is not there; nought is a figure', () => {
  expect(toText(html`${null}${undefined}${false}${0}${''}${[]}|`)).toBe('0|')
})

test('no text can open a tag or leave its quotes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(escapeHtml(text)).not.toMatch(/[<>"']/)
      expect(toText(html`<i>${text}</i>`).match(/</g)).toHaveLength(2)
    }),
  )
})

test('an object that looks like markup is not taken for it', () => {
  const forged = JSON.parse('{"markup":"<script>"}') as string
  expect(() => toText(html`${forged}`)).toThrow(TypeError)
})
