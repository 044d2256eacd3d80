import { readArchive } from './archive.ts'
import { type BackupHeader, type BackupManifest, backupHeader, backupManifest } from './manifest.ts'
import { createCounts, damaged, type PieceOf, pieceOf, readHeader, readPart } from './parts.ts'
import type { BackupSecret } from './secret.ts'

export type Piece = PieceOf<'tables' | 'queue'>

export type Verified = { header: BackupHeader; manifest: BackupManifest }

const endings = { tables: ['copy'], queue: ['jsonl'] }

const backup = {
  format: 'zhibutong-backup',
  foreign: '这不是支部通的备份，什么都没有动。请换一份。',
  newer: '这份备份是更新的版本做的，什么都没有动。请装新版支部通再恢复。',
}

/**
 * Reads a backup once from its first byte to its last and answers what it holds. Nothing else is done with it.
 * BackupError `wrong-key`, `foreign`, `damaged`, `newer`.
 */
export async function verifyBackup(file: string, secret: BackupSecret): Promise<Verified> {
  let header: BackupHeader | null = null
  let manifest: BackupManifest | null = null
  const counts = createCounts<Piece['kind']>()
  for await (const part of readArchive(file, secret)) {
    if (manifest) throw damaged('结尾后面还有东西')
    if (!header) header = readHeader(backup, backupHeader, part)
    else if (part.name === 'manifest.json') manifest = readPart(backupManifest, part)
    else counts.add(pieceOf(part, endings))
  }
  if (!header || !manifest) throw damaged('没有结尾')
  const names = header.tables.map((table) => table.name)
  if (names.join() !== manifest.tables.map((table) => table.name).join()) throw damaged('少了表')
  counts.demand(manifest)
  return { header, manifest }
}

/** The same file again, the pieces alone; to be called on what verifyBackup has passed. */
export async function* readPieces(file: string, secret: BackupSecret): AsyncGenerator<Piece> {
  for await (const part of readArchive(file, secret))
    if (part.name !== 'header.json' && part.name !== 'manifest.json') yield pieceOf(part, endings)
}
