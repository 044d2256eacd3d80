import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fitsSocket } from './address.ts'
import { EmbeddedError } from './errors.ts'
import { canReach, chooseServerUser, closeFolder, giveFolder, type ServerUser } from './server-user.ts'

export type Folders = {
  /** Real path, without links: what the system tells of a process's working folder is one too. */
  dataDir: string
  /** PGDATA. A folder below the data folder, because it must be renamed into place and a mount cannot be. */
  cluster: string
  user: ServerUser
}

/** Makes the data folder and hands it to the user that the engine will run as. */
export function prepareFolders(dataDir: string): Folders {
  try {
    const user = chooseServerUser(dataDir)
    mkdirSync(dirname(dataDir), { recursive: true })
    if (!existsSync(dataDir)) mkdirSync(dataDir, { mode: 0o700 })
    const real = realpathSync(dataDir)
    const cluster = join(real, 'pgdata')
    if (user) chownSync(real, user.uid, user.gid)
    else accessSync(real, constants.R_OK | constants.W_OK | constants.X_OK)
    if (existsSync(cluster)) prepareCluster(cluster, user)
    return { dataDir: real, cluster, user }
  } catch (error) {
    throw refusalOf(dataDir, error) ?? error
  }
}

/** Whether a start could make or use this data folder. Changes nothing. Throws EmbeddedError. */
export function demandWritable(dataDir: string): void {
  const nearest = (folder: string): string =>
    existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder))
  const found = nearest(dataDir)
  try {
    if (!statSync(found).isDirectory()) throw Object.assign(new Error(`${found} 是文件`), { code: 'ENOTDIR' })
    accessSync(found, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw refusalOf(dataDir, error) ?? error
  }
}

function prepareCluster(cluster: string, user: ServerUser): void {
  const { uid } = statSync(cluster)
  if (user && uid !== user.uid) giveFolder(cluster, user)
  if (!user && process.getuid && uid !== process.getuid()) throw noAccess(cluster)
  if (process.platform !== 'win32') closeFolder(cluster)
}

function refusalOf(dataDir: string, error: unknown): EmbeddedError | null {
  if (isDenied(error)) return noAccess(dataDir, error)
  if (!isNoFolder(error)) return null
  const line = `数据文件夹 ${dataDir} 用不了（${(error as Error).message}）。请换一个能写的数据文件夹。`
  return new EmbeddedError('no-access', line, { cause: error })
}

function isDenied(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')
}

/** A file in its place, a path that leads nowhere, a full disc. */
function isNoFolder(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'EEXIST', 'ENOSPC'].includes((error as NodeJS.ErrnoException).code ?? '')
}

function noAccess(folder: string, cause?: unknown): EmbeddedError {
  return new EmbeddedError(
    'no-access',
    `数据文件夹 ${folder} 不归当前用户，打不开。请用原来启动它的用户启动，或换一个数据文件夹。`,
    { cause },
  )
}

const socketPrefix = 'zbt-'

/**
 * A new closed folder for the socket, with a name short enough for the system (about 100 bytes) and one
 * that nobody could have taken before us. Not in the data folder: that may be deep, or on a mount that
 * carries no sockets.
 */
export function makeSocketFolder(user: ServerUser): string {
  const shelf = [tmpdir(), '/tmp', '/var/tmp']
    .filter((folder) => existsSync(folder) && fitsSocket(join(folder, `${socketPrefix}XXXXXX`)))
    .find((folder) => canReach(folder, user))
  if (!shelf)
    throw new EmbeddedError(
      'start-failed',
      '没有可放套接字的临时文件夹。请把 TMPDIR 设成一个短的、可写的文件夹。',
    )
  const folder = mkdtempSync(join(realpathSync(shelf), socketPrefix))
  if (user) chownSync(folder, user.uid, user.gid)
  return folder
}

/**
 * Leaves a link `run` in the data folder, so that people find the socket (`psql -h data/run`), and so does
 * the next start if this one is killed: it removes what the link leads to. Only whoever holds the lock may
 * call it, or it would take the folder away from a start that is at work.
 */
export function linkSocketFolder(dataDir: string, folder: string): void {
  const earlier = readSocketLink(dataDir)
  if (earlier) dropSocketFolder(dataDir, earlier)
  symlinkSync(folder, join(dataDir, 'run'))
}

export function readSocketLink(dataDir: string): string | null {
  const link = join(dataDir, 'run')
  return lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(link) : null
}

/** Removes a socket folder, and the link if it leads there. */
export function dropSocketFolder(dataDir: string, folder: string): void {
  removeSocketFolder(folder)
  if (readSocketLink(dataDir) === folder) rmSync(join(dataDir, 'run'), { force: true })
}

/** Removes nothing that does not look like a socket folder. */
export function removeSocketFolder(folder: string): void {
  if (!basename(folder).startsWith(socketPrefix)) return
  try {
    const strange = readdirSync(folder).filter((name) => !name.startsWith('.s.PGSQL.'))
    if (strange.length === 0) rmSync(folder, { recursive: true, force: true })
  } catch {
    // Gone already, or not ours to look into.
  }
}
