import { chmodSync, lstatSync, rmSync } from 'node:fs'
import { connect, type Server } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { type Config, ConfigError } from './config.ts'

/** Node takes one new connection a turn: those who all come at once have to stand somewhere meanwhile. */
const backlog = 4096

type Door = Pick<Config, 'port' | 'host' | 'socket'>

/** At a port, or at a socket that only the service's user and group can open, as the proxy on the same machine. */
export async function openDoor(server: FastifyInstance, { port, host, socket }: Door): Promise<void> {
  if (socket === null) return void (await server.listen({ port, host, backlog }))
  await demandFree(socket)
  rmSync(socket, { force: true })
  comeFromHere(server.server)
  try {
    await server.listen({ path: socket, backlog })
    chmodSync(socket, 0o660)
  } catch (error) {
    throw new ConfigError(
      `没有启动：不能在 ${socket} 上听（${(error as Error).message}）。看看文件夹和权限。`,
    )
  }
}

/** Who comes through a socket has no address; on this machine they are, and so a proxy there can be trusted by its number. */
function comeFromHere(server: Server): void {
  server.on('connection', (socket) => {
    Object.defineProperty(socket, 'remoteAddress', { value: '127.0.0.1' })
  })
}

/** Nothing is there, or the socket of a process that was killed, where nobody answers. Else ConfigError. */
export async function demandFree(path: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (!found) return
  if (!found.isSocket()) throw new ConfigError(`没有启动：${path} 已经有了，又不是套接字，没有动它。`)
  if (await isAnswered(path)) throw new ConfigError(`没有启动：${path} 已经有程序在用。`)
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((done, fail) => {
    const probe = connect(path)
    probe.on('connect', () => {
      probe.destroy()
      done(true)
    })
    probe.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') done(false)
      else fail(new ConfigError(`没有启动：${path} 用不了（${error.message}）。`))
    })
  })
}
