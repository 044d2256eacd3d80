import { chmodSync, lchownSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The user that PostgreSQL runs as; null where that is simply ourselves. */
export type ServerUser = { uid: number; gid: number } | null

/** Somebody always exists by these numbers, even where /etc/passwd is missing (a container from scratch). */
const nobody = { uid: 65534, gid: 65534 }

/**
 * PostgreSQL refuses to run as uid 0. Root therefore hands it to the owner of the data folder (or of the
 * nearest folder above that exists, so that the same person may later start it without root), else to
 * `postgres`, else to `nobody`.
 */
export function chooseServerUser(dataDir: string, passwdFile = '/etc/passwd'): ServerUser {
  if (process.getuid?.() !== 0) return null
  const owner = ownerOfNearest(dataDir)
  if (owner.uid !== 0) return owner
  return findUser(passwdFile, 'postgres') ?? findUser(passwdFile, 'nobody') ?? nobody
}

function ownerOfNearest(folder: string): { uid: number; gid: number } {
  const found = statSync(folder, { throwIfNoEntry: false })
  if (found) return { uid: found.uid, gid: found.gid }
  const parent = dirname(folder)
  return parent === folder ? { uid: 0, gid: 0 } : ownerOfNearest(parent)
}

function findUser(passwdFile: string, name: string): ServerUser {
  const lines = readIfThere(passwdFile).split('\n')
  const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':')
  if (!fields?.[2] || !fields[3]) return null
  // macOS writes nobody as -2.
  return { uid: Number(fields[2]) >>> 0, gid: Number(fields[3]) >>> 0 }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** Can this user walk from `/` into the folder? Goes by the mode bits; an access list is not seen. */
export function canReach(folder: string, user: ServerUser): boolean {
  if (!user) return true
  const { uid, gid, mode } = statSync(realpathSync(folder))
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
  if (!(mode & bit)) return false
  const real = realpathSync(folder)
  return dirname(real) === real || canReach(dirname(real), user)
}

/** Hands a folder and all that is in it to the server's user. Links are handed over, never followed. */
export function giveFolder(folder: string, user: ServerUser): void {
  if (!user) return
  const { uid, gid } = lstatSync(folder)
  if (uid !== user.uid || gid !== user.gid) lchownSync(folder, user.uid, user.gid)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) giveFolder(path, user)
    else lchownSync(path, user.uid, user.gid)
  }
}

/** PostgreSQL refuses a data folder that others may read; a copy made with `cp -r` is often open. */
export function closeFolder(folder: string): void {
  if ((statSync(folder).mode & 0o777) !== 0o700) chmodSync(folder, 0o700)
}
