import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openCacheFolder } from './cache-folder.ts'
import { findPackage } from './package-folder.ts'
import { missesLibrary } from './packaged.ts'
import { unpackOnce } from './unpack-once.ts'
import { untarFlat } from './untar.ts'

const newFolder = () => mkdtempSync(join(tmpdir(), 'zbt-browser-'))

test('ten at once get one whole folder and leave nothing else', async () => {
  const folder = newFolder()
  const make = async (draft: string) => {
    mkdirSync(draft)
    writeFileSync(join(draft, 'a'), '1')
    await new Promise((resolve) => setTimeout(resolve, 5))
    writeFileSync(join(draft, 'b'), '2')
  }
  const target = join(folder, 'fonts')
  const answers = await Promise.all(Array.from({ length: 10 }, () => unpackOnce(target, make)))
  expect(new Set(answers)).toEqual(new Set([target]))
  expect(readdirSync(folder)).toEqual(['fonts'])
  expect(readdirSync(target)).toEqual(['a', 'b'])
})

test('what could not be made is not there, and the error says why', async () => {
  const folder = newFolder()
  const broken = unpackOnce(join(folder, 'x'), async (draft) => {
    writeFileSync(draft, 'half')
    throw new Error('disk full')
  })
  await expect(broken).rejects.toThrow('disk full')
  expect(readdirSync(folder)).toEqual([])
})

test('a draft left by a killed process is removed after an hour, a fresh one is not', async () => {
  const folder = newFolder()
  for (const name of ['x.draft-old', 'x.draft-new', 'y.draft-old']) writeFileSync(join(folder, name), '')
  for (const name of ['x.draft-old', 'y.draft-old']) utimesSync(join(folder, name), 1, 1)
  await unpackOnce(join(folder, 'x'), async (draft) => writeFileSync(draft, ''))
  expect(readdirSync(folder).sort()).toEqual(['x', 'x.draft-new', 'y.draft-old'])
})

test('the libraries in the package are unpacked whole', () => {
  const source = findPackage('@sparticuz/chromium')?.folder ?? ''
  const folder = newFolder()
  untarFlat(brotliDecompressSync(readFileSync(join(source, 'bin', 'al2023.tar.br'))), folder)
  const names = readdirSync(folder)
  expect(names).toEqual(expect.arrayContaining(['libnss3.so', 'libnspr4.so', 'libsoftokn3.so']))
  for (const name of names.filter((name) => name.includes('.so')))
    expect(readFileSync(join(folder, name)).subarray(1, 4).toString()).toBe('ELF')
})

test('a name in an archive cannot lead outside', () => {
  const header = Buffer.alloc(1024)
  header.write('../../evil', 0)
  header.write('00000000004\0', 124)
  header.write('0', 156)
  header.write('evil', 512)
  const folder = newFolder()
  untarFlat(Buffer.concat([header, Buffer.alloc(1024)]), join(folder, 'a', 'b'))
  expect(readFileSync(join(folder, 'a', 'b', 'evil'), 'utf8')).toBe('evil')
  expect(existsSync(join(folder, 'evil'))).toBe(false)
  expect(() => untarFlat(Buffer.from('x'.repeat(1024)), folder)).toThrow('not a tar archive')
})

test('the cache is the first folder that only we may write to', () => {
  const folder = newFolder()
  const open = join(folder, 'open')
  mkdirSync(open)
  chmodSync(open, 0o777)
  const link = join(folder, 'link')
  symlinkSync(newFolder(), link)
  writeFileSync(join(folder, 'file'), '')
  const own = join(folder, 'deep', 'own')
  expect(openCacheFolder([open, join(folder, 'file', 'x'), own])).toBe(own)
  expect(() => openCacheFolder([open])).toThrow(/没有可写的缓存文件夹.*XDG_CACHE_HOME/)
  expect(() => openCacheFolder([link])).toThrow('没有可写的缓存文件夹')
})

test('only the linker’s complaint calls for the libraries', () => {
  const said = 'chromium: error while loading shared libraries: libnss3.so: cannot open shared object file'
  expect(missesLibrary(said)).toBe(true)
  expect(missesLibrary('Segmentation fault')).toBe(false)
})
