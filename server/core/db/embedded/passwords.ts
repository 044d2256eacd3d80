import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { superuser } from './address.ts'
import { roles } from './roles.ts'

/**
 * Passwords of an engine that listens on the loopback: 192 random bits each, made once, kept in the data
 * folder for the owner's eyes only. Whoever can read that file can read the database beside it.
 */
export function readPasswords(dataDir: string): Record<string, string> {
  const file = join(dataDir, 'passwords.json')
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const names = [superuser, ...Object.values(roles)]
  const passwords = Object.fromEntries(names.map((name) => [name, randomBytes(24).toString('base64url')]))
  // wx: of two first starts at once, the second must not replace what the first has begun to use.
  writeFileSync(file, JSON.stringify(passwords), { mode: 0o600, flag: 'wx' })
  return passwords
}
