import { expect, it } from 'vitest'
import { Problem } from '../errors/problem.ts'
import { createLog } from '../log.ts'
import { createServer } from './server.ts'

it('a refused sign-in and refused input stand in the log with their codes and where they came from, and nothing that was typed', async () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => void lines.push(line) })
  const server = await createServer({ log, secure: false, trustProxy: false })
  server.get('/door/:name', async () => {
    throw new Problem('auth.failed')
  })
  server.get('/form/:name', async () => {
    throw new Problem('input.invalid', { field: 'body.name', message: '沈国良写得不对' })
  })
  server.get('/paper/:name', async () => {
    throw new Problem('not-found')
  })
  expect((await server.inject('/door/沈国良?password=Shiqiao-2026')).statusCode).toBe(401)
  expect((await server.inject('/form/沈国良')).statusCode).toBe(400)
  expect((await server.inject('/paper/沈国良')).statusCode).toBe(404)
  await server.close()
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({ msg: 'refused', code: 'auth.failed', route: '/door/:name', from: '127.0.0.1' }),
    expect.objectContaining({
      msg: 'refused',
      code: 'input.invalid',
      route: '/form/:name',
      from: '127.0.0.1',
    }),
  ])
  expect(lines.join()).not.toMatch(/沈国良|%E6|Shiqiao/)
})
