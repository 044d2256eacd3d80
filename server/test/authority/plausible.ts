import { z } from 'zod'
import { newId } from '../../core/ids.ts'

/** As much of JSON Schema as our declarations use. */
export type Schema = {
  type?: string
  format?: string
  pattern?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  minimum?: number
  exclusiveMinimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
}

/** What a name stands for in the world that is asked about; undefined where it says nothing of it. */
export type Known = (name: string) => unknown

const schemas = new Map<z.ZodType, Schema>()

export function schemaOf(shape: z.ZodType | undefined): Schema {
  if (!shape) return {}
  const held = schemas.get(shape)
  if (held) return held
  const made = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Schema
  schemas.set(shape, made)
  return made
}

/** Something that a person could have sent: the first of each choice, and of a name what the world has under it. */
export function plausible(name: string, schema: Schema, known: Known): unknown {
  if (schema.const !== undefined) return schema.const
  const choices = schema.anyOf ?? schema.oneOf
  const given = schema.type === 'object' ? undefined : known(name)
  if (given !== undefined) return given
  if (schema.enum) return schema.enum[0]
  if (choices) return plausible(name, choices.find((one) => one.type !== 'null') ?? {}, known)
  if (schema.type === 'object') return fill(schema, known)
  if (schema.type === 'array') return listOf(name, schema, known)
  if (schema.type === 'boolean') return true
  if (schema.type === 'integer' || schema.type === 'number')
    return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1)
  return textOf(schema)
}

function listOf(name: string, { items = {}, minItems = 1 }: Schema, known: Known): unknown[] {
  const one = name.replace(/ies$/, 'y').replace(/s$/, '')
  return Array.from({ length: Math.max(1, minItems) }, () => plausible(one, items, known))
}

function textOf({ format, maxLength = 200, minLength = 0 }: Schema): string {
  if (format === 'uuid') return newId()
  if (format === 'date') return '2026-11-10'
  if (format === 'date-time') return '2026-11-10T09:00:00+08:00'
  return '平常的话'.padEnd(minLength, '好').slice(0, maxLength)
}

export function fill({ properties = {} }: Schema, known: Known): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, one]) => [name, plausible(name, one, known)]),
  )
}
