import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

/** A fresh module, because what was found is kept for the life of the process. */
const find = async () => (await import('./find-chromium.ts')).findChromium()

test('CHROMIUM_PATH comes first', async () => {
  vi.stubEnv('CHROMIUM_PATH', process.execPath)
  expect((await find()).executablePath).toBe(process.execPath)
})

test('a CHROMIUM_PATH that is no program is said, not passed over', async () => {
  vi.stubEnv('CHROMIUM_PATH', '/no/such/chrome')
  await expect(find()).rejects.toThrow('CHROMIUM_PATH 写的 /no/such/chrome 不能运行')
})

test('no password of the server reaches the browser, and there is a sandbox unless we are root', async () => {
  vi.stubEnv('CHROMIUM_PATH', process.execPath)
  vi.stubEnv('DATABASE_URL', 'postgres://u:secret@h/d')
  const { env, args, chromiumSandbox } = await find()
  expect(JSON.stringify(env)).not.toContain('secret')
  expect(env.PATH).toBe(process.env.PATH)
  expect(args.includes('--no-sandbox')).toBe(process.getuid?.() === 0)
  expect(chromiumSandbox).toBe(process.getuid?.() !== 0)
})
