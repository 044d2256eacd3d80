import { expect, test } from 'vitest'
import { printSettings } from './fonts.ts'
import { findInstalled } from './installed.ts'

const only =
  (...paths: string[]) =>
  (path: string) =>
    paths.includes(path)

test('an installed Chrome is found on the path, Chrome before Chromium', () => {
  const system = { platform: 'linux', env: { PATH: '/a::/b' } } as const
  expect(findInstalled(system, only('/a/chromium', '/b/google-chrome'))).toBe('/b/google-chrome')
  expect(findInstalled(system, only('/a/chromium'))).toBe('/a/chromium')
  expect(findInstalled(system, only())).toBeUndefined()
})

test('on Windows an Edge will do', () => {
  const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
  const env = { PROGRAMFILES: 'C:\\Program Files', 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' }
  expect(findInstalled({ platform: 'win32', env }, only(edge))).toBe(edge)
})

test('the fonts’ file names every folder, ours before the system’s', () => {
  const settings = printSettings(['/n/a & b/400Regular', '/n/rare'], '/cache')
  expect(settings).toContain('<dir>/n/a &amp; b/400Regular</dir>')
  expect(settings.indexOf('/n/rare')).toBeLessThan(settings.indexOf('<include ignore_missing="yes">'))
  expect(settings).toMatch(/<family>serif<\/family><prefer><family>Noto Serif SC</)
})
