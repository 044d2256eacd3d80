import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { loadProvider, readProviders } from './providers.ts'

const folder = mkdtempSync(join(tmpdir(), 'zbt-providers-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function secretFile(text: string, mode = 0o600): string {
  const path = join(folder, `${mode}-${text.length}`)
  writeFileSync(path, text, { mode })
  return path
}

const secret = 'a-secret-of-the-tests'
const settings = (more: Record<string, string> = {}) => ({
  ZHIBUTONG_OIDC_ISSUER: 'https://id.example.cn/realm',
  ZHIBUTONG_OIDC_CLIENT_ID: 'zbt',
  ZHIBUTONG_OIDC_CLIENT_SECRET_FILE: secretFile(secret),
  ...more,
})

describe('identity services of the environment', () => {
  it('are none unless named, and the first of the first county unless said', () => {
    expect(readProviders({ ZHIBUTONG_OIDC_NAME: '没有用的' })).toEqual([])
    const [plan] = readProviders(settings({ ZHIBUTONG_OIDC_ACR: 'urn:a  urn:b', ZHIBUTONG_OIDC_2_NAME: 'x' }))
    expect(plan).toMatchObject({
      key: '1',
      county: 1,
      name: '统一认证',
      strongAcr: ['urn:a', 'urn:b'],
      strongAmr: [],
    })
    expect(plan && loadProvider(plan).clientSecret).toBe(secret)
  })

  it('may be several, each of its county', () => {
    const second = Object.entries(settings()).map(([name, value]) => [
      name.replace('OIDC_', 'OIDC_3_'),
      value,
    ])
    const both = readProviders({ ...settings(), ...Object.fromEntries(second), ZHIBUTONG_OIDC_3_COUNTY: '2' })
    expect(both.map(({ key, county }) => [key, county])).toEqual([
      ['1', 1],
      ['3', 2],
    ])
  })

  it.each([
    ['a part of one', { ZHIBUTONG_OIDC_CLIENT_ID: '' }, /还差 ZHIBUTONG_OIDC_CLIENT_ID/],
    ['no https', { ZHIBUTONG_OIDC_ISSUER: 'http://id.example.cn' }, /要是 https/],
    ['no address', { ZHIBUTONG_OIDC_ISSUER: 'id.example.cn' }, /要是 https/],
    ['a query', { ZHIBUTONG_OIDC_ISSUER: 'https://id.example.cn?a=1' }, /要是 https/],
    ['no county', { ZHIBUTONG_OIDC_COUNTY: '安澜' }, /县的编号/],
    ['a long name', { ZHIBUTONG_OIDC_NAME: '认'.repeat(21) }, /太长/],
  ])('with %s stop the start in one line', (_what, more: Record<string, string>, line) => {
    expect(() => readProviders(settings(more))).toThrow(line)
  })

  it.each([
    ['is not there', () => '/nowhere/secret', /读不出来/],
    ['holds next to nothing', () => secretFile('secret\n'), /太短/],
    ['everybody can read', () => secretFile(secret, 0o644), /chmod 640/],
  ])('whose secret %s stop it too', (_what, path, line) => {
    const [plan] = readProviders(settings({ ZHIBUTONG_OIDC_CLIENT_SECRET_FILE: path() }))
    expect(() => plan && loadProvider(plan)).toThrow(line)
  })
})
