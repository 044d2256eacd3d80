import { unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { writeBulletin } from './bulletin-word.ts'
import { writeCertificate } from './certificate-word.ts'
import { wordText } from './word-styles.ts'

const pasted = '石桥\u0008支部\u000b'

/** All parts of a Word file that hold text, as one. */
function textOf(bytes: Uint8Array): string {
  const parts = Object.entries(unzipSync(bytes)).filter(([name]) => name.endsWith('.xml'))
  return parts.map(([, part]) => new TextDecoder().decode(part)).join('\n')
}

it('writes nothing that Word cannot open, whatever was pasted into a name', async () => {
  const bulletin = {
    title: '通报\u0001',
    orgName: pasted,
    figures: [],
    sums: {},
    rows: [{ name: pasted, counts: {} }],
  }
  const certificate = {
    name: pasted,
    title: '优秀\u0007党员',
    year: 2026,
    issuer: pasted,
    awardedOn: '2026-07-01',
    certificateNo: 1,
  }
  const files = [
    await writeBulletin(bulletin as unknown as Parameters<typeof writeBulletin>[0]),
    await writeCertificate(certificate as unknown as Parameters<typeof writeCertificate>[0]),
  ]
  for (const file of files) {
    expect(textOf(file)).toContain('石桥支部')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    // oxlint-disable-next-line no-control-regex -- these are what must not be there
    expect(textOf(file)).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/)
  }
  expect(wordText(pasted)).toBe('石桥支部 ')
})
