import { spawnSync } from 'node:child_process'
import { createReadStream, createWriteStream, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib'
import { findPackage, type PackageFolder } from './package-folder.ts'
import { unpackOnce } from './unpack-once.ts'
import { untarFlat } from './untar.ts'

export type Program = { executablePath: string; env: Record<string, string> }

/**
 * The Chromium that @sparticuz/chromium carries (Linux x64), unpacked once (about 1.5 s) into `cache`.
 * The package's own unpacking is not used: it writes to fixed names in /tmp, where anybody could have put something
 * first, and tells the machine that needs its libraries by the names of cloud services.
 * undefined: not this system, or the package is not installed.
 */
export async function openPackaged(cache: string): Promise<Program | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const source = findPackage('@sparticuz/chromium')
  if (!source) return undefined
  const executablePath = await unpackProgram(source, cache)
  const bare = { executablePath, env: {} }
  const first = probe(bare)
  if (first.ok) return bare
  if (missesLibrary(first.said)) return withLibraries(source, cache, executablePath)
  // Cut short by a full disk or a power failure: once more from the package.
  rmSync(executablePath, { force: true })
  await unpackProgram(source, cache)
  return demandRunning(bare)
}

async function withLibraries(source: PackageFolder, cache: string, executablePath: string): Promise<Program> {
  const libraries = await unpackOnce(join(cache, `libraries-${source.version}`), async (draft) => {
    untarFlat(brotliDecompressSync(readFileSync(join(source.folder, 'bin', 'al2023.tar.br'))), draft)
  })
  const path = [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  return demandRunning({ executablePath, env: { LD_LIBRARY_PATH: path } })
}

function unpackProgram({ folder, version }: PackageFolder, cache: string): Promise<string> {
  return unpackOnce(join(cache, `chromium-${version}`), (draft) =>
    pipeline(
      createReadStream(join(folder, 'bin', 'chromium.br')),
      createBrotliDecompress({ chunkSize: 2 ** 21 }),
      createWriteStream(draft, { mode: 0o700 }),
    ),
  )
}

/** What the dynamic linker says where libnss3 or libnspr4 is not installed, as on a bare server. */
export function missesLibrary(said: string): boolean {
  return said.includes('error while loading shared libraries')
}

function demandRunning(program: Program): Program {
  const { ok, said } = probe(program)
  if (!ok) throw new Error(`随程序带来的 Chromium 运行不了：${said.trim()}`)
  return program
}

function probe({ executablePath, env }: Program): { ok: boolean; said: string } {
  const run = spawnSync(executablePath, ['--version'], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 20_000,
  })
  return { ok: run.status === 0, said: run.stderr ?? String(run.error) }
}
