import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { EndpointSpec } from '../../../contract/endpoint.ts'
import { endpoints } from '../../../contract/endpoints.ts'
import type { TestApp } from '../app.ts'
import type { Schema } from './plausible.ts'

type Described = {
  operationId?: string
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses?: Record<string, { content?: Record<string, { schema: Schema }> }>
}

/** An endpoint as the served document tells of it, which is all that others than our own pages know. */
export type Operation = {
  name: string
  spec: EndpointSpec
  params: Schema
  query: Schema
  body: Schema | null
  /** What an answer with this status lacks of what the document says; empty when it keeps to it. */
  faultsOf(status: number, answer: unknown): string
}

export async function readOperations(test: TestApp): Promise<Operation[]> {
  const document = (await test.app.server.inject('/api/openapi.json')).json()
  const ajv = new Ajv2020({ strict: false })
  addFormats.default(ajv)
  // Said beside a pattern that says the same.
  ajv.addFormat('starts_with', true)
  return Object.values(document.paths as Record<string, Record<string, Described>>)
    .flatMap((methods) => Object.values(methods))
    .flatMap((described) => {
      const name = described.operationId ?? ''
      const spec = (endpoints as Record<string, EndpointSpec>)[name]
      if (!spec) return []
      const body = Object.values(described.requestBody?.content ?? {})[0]?.schema ?? null
      const [params, query] = [fieldsOf(described, 'path'), fieldsOf(described, 'query')]
      return [{ name, spec, params, query, body, faultsOf: validatorOf(ajv, described) }]
    })
}

function fieldsOf({ parameters = [] }: Described, place: string): Schema {
  const fields = parameters.filter((one) => one.in === place)
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema])),
    required: fields.filter(({ required }) => required).map(({ name }) => name),
  }
}

function validatorOf(ajv: Ajv2020, { responses = {} }: Described): Operation['faultsOf'] {
  // Compiled when first asked for: an operation is seldom answered with more than two statuses.
  const compiled = new Map<string, ReturnType<Ajv2020['compile']>>()
  return (status, answer) => {
    const declared = [String(status), `${Math.floor(status / 100)}XX`].find((one) => one in responses)
    if (!declared) return 'a status that is not declared'
    const schema = Object.values(responses[declared]?.content ?? {})[0]?.schema ?? {}
    const validate = compiled.get(declared) ?? ajv.compile(schema)
    compiled.set(declared, validate)
    if (validate(answer)) return ''
    const [{ instancePath, message } = { instancePath: '', message: '' }] = validate.errors ?? []
    return `an answer of another shape: ${instancePath} ${message}`
  }
}
