import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'
import { startTestApp, type TestApp } from '../../../server/test/app.ts'

/** The real server without pages, at the time that it is: a phone's clock is held to the server's. */
export async function serveApp(): Promise<{ url: string; test: TestApp }> {
  const test = await startTestApp(new Date().toISOString())
  await test.app.server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = test.app.server.server.address() as AddressInfo
  afterAll(async () => {
    await test.app.close()
    await test.database.drop()
  })
  return { url: `http://127.0.0.1:${port}`, test }
}
