import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { zipSync } from 'fflate'
import { pino } from 'pino'
import type { z } from 'zod'
import type { EndpointSpec } from '../../../contract/endpoint.ts'
import { routes } from '../../app.ts'
import { Problem } from '../../core/errors/problem.ts'
import type { Route } from '../../core/http/endpoint.ts'
import { registerRoutes } from '../../core/http/register.ts'
import type { Identity, Runtime } from '../../core/http/runtime.ts'
import { createServer } from '../../core/http/server.ts'
import { reminderRoutes } from '../../features/reminders/routes.ts'
import { sealContext } from '../../features/reminders/seal-context.ts'
import { requestOf, type Sent, type TestApp } from '../app.ts'

export type AskAs = (
  identity: Identity | null,
  spec: EndpointSpec,
  sent: Sent<EndpointSpec>,
) => Promise<LightMyRequestResponse>

export type Believing = { server: FastifyInstance; cookieOf(identity: Identity): string }

/** The same routes over the same database, behind a door that believes who somebody says to be. */
export async function serveBelieving(test: TestApp, { keep }: { keep: boolean }): Promise<Believing> {
  const server = await createServer({
    log: pino({ level: 'silent' }),
    secure: false,
    trustProxy: false,
  })
  if (!keep) server.setValidatorCompiler(({ schema }) => takeAnything(schema as z.ZodType))
  const { runtime } = test.app
  const believed = new Map<string, Identity>()
  const identify = async (token: string) => believed.get(token) ?? null
  const all = [...routes, ...reminderRoutes(runtime.outside)]
  registerRoutes(
    server,
    { ...runtime, identify, sealer: openingPlanted(runtime.sealer) },
    keep ? all : all.map(takingBack),
  )
  return { server, cookieOf: (identity) => `zhibutong=${keyOf(believed, identity)}` }
}

/**
 * So that one can ask with any grants and any scope. `keep: false` takes back what a handler has done once it is through,
 * and answers 409 `request.busy`, which nothing else answers.
 */
export async function serveAs(test: TestApp, settings: { keep: boolean }): Promise<AskAs> {
  const { server, cookieOf } = await serveBelieving(test, settings)
  return (identity, spec, sent) => server.inject(requestOf(spec, sent, identity && cookieOf(identity)))
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

const words = (text: string) => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${text}`)

/** What is kept as bytes is a Word document. */
const plainWord = zipSync({
  '[Content_Types].xml': words(
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  ),
  '_rels/.rels': words(
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  ),
  'word/document.xml': words(
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>字</w:t></w:r></w:p></w:body></w:document>',
  ),
})

/** Digits are a word, JSON and a secret in base 32; what must be more than that is here. */
function plainOf(context: string): string {
  if (context === sealContext.channel)
    return JSON.stringify({
      host: 'mail.example',
      port: 465,
      security: 'tls',
      user: 'a',
      password: 'b',
      from: 'a@b.example',
    })
  return context.startsWith('import') ? JSON.stringify({ values: {}, differences: [] }) : '22222222'
}

/** What was planted was sealed by nobody: here it opens all the same. */
function openingPlanted(sealer: Runtime['sealer']): Runtime['sealer'] {
  const isPlanted = (sealed: Buffer) => sealed.length === 32 && sealed.every((byte) => byte === sealed[0])
  return async (db, county) => {
    const held = await sealer(db, county)
    return {
      ...held,
      open: (sealed, context) => (isPlanted(sealed) ? plainOf(context) : held.open(sealed, context)),
      openBytes: (sealed, context) =>
        isPlanted(sealed) ? Buffer.from(plainWord) : held.openBytes(sealed, context),
    }
  }
}
