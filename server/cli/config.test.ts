import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

describe('the address of the county map', () => {
  const mapOf = (ZHIBUTONG_MAP_TILES?: string) =>
    readConfig({ ...(ZHIBUTONG_MAP_TILES !== undefined && { ZHIBUTONG_MAP_TILES }) }).mapTiles.usual

  it('is a pattern by https with its three parts, or nothing', () => {
    expect(mapOf()).toBeNull()
    const pattern = 'https://t.example.gov.cn:8443/wmts?layer=vec&z={z}&x={x}&y={y}&tk=0a1b'
    expect(mapOf(pattern)).toBe(pattern)
  })

  it('is refused where it would fetch in clear, lacks a part, or would say more than an address in the header', () => {
    for (const wrong of [
      'http://t.example.gov.cn/{z}/{x}/{y}.png',
      'https://t.example.gov.cn/{z}/{x}.png',
      'https://t.example.gov.cn; script-src */{z}/{x}/{y}.png',
      'https://*.example.gov.cn/{z}/{x}/{y}.png',
      'https://t.example.gov.cn/{z}/{x}/{y}.png"><script>',
      'https://name@t.example.gov.cn/{z}/{x}/{y}.png',
    ])
      expect(() => mapOf(wrong)).toThrow(ConfigError)
  })

  it('can be another for a county, and is refused as strictly', () => {
    const of = (settings: Record<string, string>) => readConfig(settings).mapTiles
    const [ours, theirs] = ['https://a.example/{z}/{x}/{y}.png', 'https://b.example/{z}/{x}/{y}.png']
    expect(of({ ZHIBUTONG_MAP_TILES: ours, ZHIBUTONG_MAP_TILES_12: theirs })).toEqual({
      usual: ours,
      own: { 12: theirs },
    })
    expect(() => of({ ZHIBUTONG_MAP_TILES_12: 'http://b.example/{z}/{x}/{y}.png' })).toThrow(
      /ZHIBUTONG_MAP_TILES_12/,
    )
  })
})

describe('connections to the database', () => {
  const of = (ZHIBUTONG_CONNECTIONS?: string) =>
    readConfig({ ...(ZHIBUTONG_CONNECTIONS !== undefined && { ZHIBUTONG_CONNECTIONS }) }).connections

  it('are few for few processors unless more are asked for', () => {
    expect(of()).toBeGreaterThanOrEqual(8)
    expect(of()).toBeLessThanOrEqual(32)
    expect(of('64')).toBe(64)
  })

  it('are refused where nobody could be served, or no server would bear them', () => {
    for (const wrong of ['1', '501', 'many']) expect(() => of(wrong)).toThrow(ConfigError)
  })
})
