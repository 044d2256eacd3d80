import { execFileSync } from 'node:child_process'
import { lstatSync } from 'node:fs'

/** Every file of the project as git sees it, tracked or about to be, relative to the root; nothing it ignores. */
export function listProjectFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  return listed
    .split('\0')
    .filter((path) => path !== '' && lstatSync(path, { throwIfNoEntry: false })?.isFile())
}

const code = /\.(?:[cm]?[jt]s|tsx)$/
const written = /\.generated\.|\.d\.ts$/

/** Source that people write. */
export function isCode(path: string): boolean {
  return code.test(path) && !written.test(path)
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path)
}
