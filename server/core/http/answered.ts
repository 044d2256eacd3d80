import type { FastifyInstance } from 'fastify'

/** One request that has been answered; `route` is the pattern of its address, so that no id stands in it. */
export type Answered = { method: string; route: string; status: number; ms: number }

let listener: ((answered: Answered) => void) | null = null

/** Set where somebody counts; null else. */
export function listenToAnswers(next: ((answered: Answered) => void) | null): void {
  listener = next
}

export function tellAnswered(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    listener?.({
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: reply.elapsedTime,
    })
  })
}
