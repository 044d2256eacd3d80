import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { canReach, chooseServerUser, giveFolder } from './server-user.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zbt-user-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function passwd(...lines: string[]): string {
  const file = join(folder, 'passwd')
  writeFileSync(file, lines.join('\n'))
  return file
}

// Only root may hand a folder to another; everybody else runs the engine as themselves.
if (process.getuid?.() === 0) {
  describe('as root, PostgreSQL runs as', () => {
    test('the owner of the data folder', () => {
      chownSync(folder, 1234, 2345)
      expect(chooseServerUser(folder)).toEqual({ uid: 1234, gid: 2345 })
    })

    test('the owner of the nearest folder above that exists', () => {
      chownSync(folder, 1234, 2345)
      expect(chooseServerUser(join(folder, 'app/data'))).toEqual({ uid: 1234, gid: 2345 })
    })

    test('else postgres, else nobody, else the number that nobody has everywhere', () => {
      const both = passwd('root:x:0:0::/:/bin/sh', 'nobody:x:99:98::/:', 'postgres:x:70:71::/:')
      expect(chooseServerUser(folder, both)).toEqual({ uid: 70, gid: 71 })
      expect(chooseServerUser(folder, passwd('nobody:*:-2:-2::/:'))).toEqual({
        uid: 4294967294,
        gid: 4294967294,
      })
      expect(chooseServerUser(folder, join(folder, 'none'))).toEqual({ uid: 65534, gid: 65534 })
    })
  })

  test('a folder is handed over with all that is in it, but not what its links lead to', () => {
    const outside = join(folder, 'outside')
    const given = join(folder, 'given')
    writeFileSync(outside, '')
    mkdirSync(join(given, 'deep'), { recursive: true })
    writeFileSync(join(given, 'deep/file'), '')
    symlinkSync(outside, join(given, 'link'))
    giveFolder(given, { uid: 1234, gid: 2345 })
    expect(statSync(join(given, 'deep/file')).uid).toBe(1234)
    expect(statSync(outside).uid).toBe(0)
  })
} else {
  test('without root, PostgreSQL runs as ourselves', () => {
    expect(chooseServerUser(folder)).toBeNull()
  })
}

test('a user reaches a folder only through folders that are open to them', () => {
  const me = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
  const stranger = { uid: 54321, gid: 54321 }
  const inner = join(folder, 'inner')
  mkdirSync(inner)
  chmodSync(inner, 0o755)
  chmodSync(folder, 0o700)
  expect(canReach(inner, stranger)).toBe(false)
  expect(canReach(inner, me)).toBe(true)
  expect(canReach(inner, { uid: 54321, gid: me.gid })).toBe(false)
  chmodSync(folder, 0o710)
  expect(canReach(inner, { uid: 54321, gid: me.gid })).toBe(true)
  chmodSync(folder, 0o701)
  expect(canReach(inner, stranger)).toBe(true)
})
