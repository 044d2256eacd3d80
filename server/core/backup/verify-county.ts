import { readArchive } from './archive.ts'
import {
  type CountyHeader,
  type CountyKeysPart,
  type CountyManifest,
  countyHeader,
  countyKeys,
} from './county-manifest.ts'
import { backupManifest } from './manifest.ts'
import { createCounts, damaged, type PieceOf, pieceOf, readHeader, readPart } from './parts.ts'
import type { BackupSecret } from './secret.ts'

export type VerifiedCounty = { header: CountyHeader; keys: CountyKeysPart; manifest: CountyManifest }

export type CountyPiece = PieceOf<'data' | 'queue'>

const endings = { data: ['jsonl'], queue: ['jsonl'] }

const county = {
  format: 'zhibutong-county',
  foreign: '这不是支部通导出的县，什么都没有动。请换一份。',
  newer: '这个文件是更新的版本导出的，什么都没有动。请装新版支部通再来。',
}

/** For people only; what is put in comes from `data` and `queue`. */
const forPeople = /^(?:说明\.txt|字段说明\.csv|opened\/.+|files\/.+)$/

/**
 * Reads an export of a county once from its first byte to its last and answers what it holds. Nothing else is done with
 * it. BackupError `wrong-key`, `foreign`, `damaged`, `newer`.
 */
export async function verifyCounty(file: string, secret: BackupSecret | null): Promise<VerifiedCounty> {
  const found: Partial<VerifiedCounty> = {}
  const counts = createCounts<CountyPiece['kind']>()
  for await (const part of readArchive(file, secret)) {
    if (found.manifest) throw damaged('结尾后面还有东西')
    if (!found.header) found.header = readHeader(county, countyHeader, part)
    else if (part.name === 'keys.json') found.keys = readPart(countyKeys, part)
    else if (part.name === 'manifest.json') found.manifest = readPart(backupManifest, part)
    else if (!forPeople.test(part.name)) counts.add(pieceOf(part, endings))
  }
  const { header, keys, manifest } = found
  if (!header || !keys || !manifest) throw damaged('没有结尾')
  const names = header.tables.map((table) => table.name)
  if (names.join() !== manifest.tables.map((table) => table.name).join()) throw damaged('少了表')
  counts.demand({ data: manifest.tables, queue: manifest.queue })
  return { header, keys, manifest }
}

/** The same file again, the pieces alone; to be called on what verifyCounty has passed. */
export async function* readCountyPieces(
  file: string,
  secret: BackupSecret | null,
): AsyncGenerator<CountyPiece> {
  for await (const part of readArchive(file, secret))
    if (/^(?:data|queue)\//.test(part.name)) yield pieceOf(part, endings)
}
