import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { superuser } from './address.ts'
import { roles } from './roles.ts'

const newPassword = () => randomBytes(24).toString('base64url')

/**
 * Passwords of an engine that listens on the loopback: 192 random bits each, kept in the data folder for the
 * owner's eyes only. The superuser's stays, since only the launcher uses it; the roles' are new with each start. Whoever can read that file can read the database beside it.
 */
export function readPasswords(dataDir: string): Record<string, string> {
  const file = join(dataDir, 'passwords.json')
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const names = [superuser, ...Object.values(roles)]
  const passwords = Object.fromEntries(names.map((name) => [name, newPassword()]))
  // wx: of two first starts at once, the second must not replace what the first has begun to use.
  writeFileSync(file, JSON.stringify(passwords), { mode: 0o600, flag: 'wx' })
  return passwords
}

/**
 * New ones for the roles of the product, in the file before they are set: whoever looks for a running engine reads them there.
 * A start that dies between the two is followed by one that makes new ones again. Only who has the engine may do it.
 */
export function renewPasswords(
  dataDir: string,
  passwords: Readonly<Record<string, string>>,
): Record<string, string> {
  const renewed = Object.values(roles).map((name) => [name, newPassword()])
  const next = { ...passwords, ...(Object.fromEntries(renewed) as Record<string, string>) }
  const file = join(dataDir, 'passwords.json')
  writeFileSync(`${file}.new`, JSON.stringify(next), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return next
}
