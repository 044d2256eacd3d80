import { expect, it } from 'vitest'
import { Problem } from '../errors/problem.ts'
import { createLog } from '../log.ts'
import { createServer } from './server.ts'

it('a refused sign-in stands in the log with its code and where it came from, and nothing that was typed', async () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => void lines.push(line) })
  const server = await createServer({ log, secure: false, trustProxy: false })
  server.get('/door/:name', async () => {
    throw new Problem('auth.failed')
  })
  server.get('/form/:name', async () => {
    throw new Problem('input.invalid')
  })
  expect((await server.inject('/door/沈国良?password=Shiqiao-2026')).statusCode).toBe(401)
  expect((await server.inject('/form/沈国良')).statusCode).toBe(400)
  await server.close()
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({ msg: 'refused', code: 'auth.failed', route: '/door/:name', from: '127.0.0.1' }),
  ])
  expect(lines.join()).not.toMatch(/沈国良|%E6|Shiqiao/)
})
