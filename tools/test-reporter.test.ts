import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zbt-reporter-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs vitest on the files of the folder; answers its last line and its exit code. */
function run(
  files: Record<string, string>,
  ...options: string[]
): { last: string | undefined; status: number | null } {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const reporters = ['default', join(root, 'tools/test-reporter.ts')].map(
    (reporter) => `--reporter=${reporter}`,
  )
  const { stdout, status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--globals',
      '--root',
      folder,
      ...reporters,
      ...options,
    ],
    { encoding: 'utf8', env: { ...process.env, VITEST: undefined } },
  )
  return { last: stdout.trimEnd().split('\n').at(-1), status }
}

test('all is well', () => {
  const files = {
    'a.test.js': "test('1', () => {}); test('2', () => {})",
    'b.test.js': "test('3', () => {})",
  }
  expect(run(files)).toEqual({ last: '3 passed, 0 failed', status: 0 })
})

test('some fail, some are skipped', () => {
  const files = {
    'a.test.js':
      "test('1', () => { throw new Error('no') }); test.skip('2', () => {}); test.todo('3'); test('4', () => {})",
  }
  expect(run(files)).toEqual({ last: '1 passed, 1 failed, 2 skipped', status: 1 })
})

test('a file that cannot be loaded, and one without tests, are failures', () => {
  const files = { 'a.test.js': "import './nowhere.js'", 'b.test.js': '', 'c.test.js': "test('1', () => {})" }
  expect(run(files)).toEqual({ last: '1 passed, 2 failed', status: 1 })
})

test('a hook that fails is a failure, though its tests were skipped', () => {
  const files = {
    'a.test.js':
      "describe('s', () => { beforeAll(() => { throw new Error('no') }); test('1', () => {}) }); test('2', () => {})",
  }
  expect(run(files)).toEqual({ last: '1 passed, 1 failed, 1 skipped', status: 1 })
})

test('an error that nobody caught is a failure', () => {
  const files = {
    'a.test.js':
      "test('1', async () => { Promise.reject(new Error('no')); await new Promise((r) => setTimeout(r, 50)) })",
  }
  expect(run(files)).toEqual({ last: '1 passed, 1 failed', status: 1 })
})

test('when the set-up of the run fails, every file counts as failed', () => {
  const files = {
    'a.test.js': "test('1', () => {})",
    'b.test.js': "test('2', () => {})",
    'setup.js': "export default () => { throw new Error('no') }",
    'vitest.config.js': "export default { test: { globalSetup: ['./setup.js'] } }",
  }
  expect(run(files)).toEqual({ last: '0 passed, 2 failed', status: 1 })
})

test('a file whose process dies is a failure', () => {
  const files = {
    'a.test.js': "test('1', () => { process.kill(process.pid, 'SIGKILL') })",
    'b.test.js': "test('2', () => {})",
  }
  const { last, status } = run(files)
  expect(status).toBe(1)
  expect(last).toMatch(/^1 passed, [12] failed$/)
})
