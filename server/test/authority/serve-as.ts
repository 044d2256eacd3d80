import type { LightMyRequestResponse } from 'fastify'
import { pino } from 'pino'
import type { z } from 'zod'
import type { EndpointSpec } from '../../../contract/endpoint.ts'
import { routes } from '../../app.ts'
import { Problem } from '../../core/errors/problem.ts'
import type { Route } from '../../core/http/endpoint.ts'
import { registerRoutes } from '../../core/http/register.ts'
import type { Identity } from '../../core/http/runtime.ts'
import { createServer } from '../../core/http/server.ts'
import { reminderRoutes } from '../../features/reminders/routes.ts'
import { requestOf, type Sent, type TestApp } from '../app.ts'

export type AskAs = (
  identity: Identity | null,
  spec: EndpointSpec,
  sent: Sent<EndpointSpec>,
) => Promise<LightMyRequestResponse>

/**
 * The same routes over the same database, behind a door that believes who somebody says to be: so that one can ask with
 * any grants and any scope. `keep: false` takes back what a handler has done once it is through, and answers 409
 * `request.busy`, which nothing else answers.
 */
export async function serveAs(test: TestApp, { keep }: { keep: boolean }): Promise<AskAs> {
  const server = await createServer({ log: pino({ level: 'silent' }), secure: false, trustProxy: false })
  if (!keep) server.setValidatorCompiler(({ schema }) => takeAnything(schema as z.ZodType))
  const { runtime } = test.app
  const believed = new Map<string, Identity>()
  const identify = async (token: string) => believed.get(token) ?? null
  const all = [...routes, ...reminderRoutes(runtime.outside)]
  registerRoutes(server, { ...runtime, identify }, keep ? all : all.map(takingBack))
  return (identity, spec, sent) => {
    const token = identity ? keyOf(believed, identity) : null
    return server.inject(requestOf(spec, sent, token && `zhibutong=${token}`))
  }
}

/** Who may is asked before what is said is looked at: so a slip in a body does not hide who would have been let in. */
function takeAnything(schema: z.ZodType) {
  return (value: unknown) => {
    const parsed = schema.safeParse(value)
    return { value: parsed.success ? parsed.data : value }
  }
}

const keys = new WeakMap<Identity, string>()

function keyOf(believed: Map<string, Identity>, identity: Identity): string {
  const key = keys.get(identity) ?? `one-${believed.size}-${Math.random()}`
  keys.set(identity, key)
  believed.set(key, identity)
  return key
}

export const through = 'request.busy'

function takingBack(route: Route): Route {
  if (route.spec.method === 'GET' && route.spec.produces !== 'file') return route
  return {
    ...route,
    handle: async (ctx, input) => {
      await route.handle(ctx, input)
      throw new Problem(through)
    },
  }
}
