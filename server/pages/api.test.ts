import { describe, expect, it } from 'vitest'
import type { EndpointSpec } from '../../contract/endpoint.ts'
import { endpoints } from '../../contract/endpoints.ts'
import { useTestApp } from '../test/app.ts'

const test = useTestApp()

type Operation = { operationId: string; security?: unknown[]; responses: Record<string, unknown> }

async function listOperations() {
  const { statusCode, json } = await test.app.server.inject('/api/openapi.json')
  const document = json()
  const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  return { statusCode, document, operations }
}

describe('the API document', () => {
  it('is OpenAPI 3.1 and has every endpoint of the contract under its name', async () => {
    const { statusCode, document, operations } = await listOperations()
    expect(statusCode).toBe(200)
    expect(document.openapi).toBe('3.1.0')
    const named = operations.map(({ operation }) => operation.operationId).filter(Boolean)
    expect(named.toSorted()).toEqual(Object.keys(endpoints).toSorted())
  })

  it('says of an endpoint that needs no sign-in that it needs none, and of no other', async () => {
    const { operations } = await listOperations()
    const open = operations.filter(({ operation }) => operation.security?.length === 0)
    const anyone = Object.entries<EndpointSpec>(endpoints).filter(([, spec]) => spec.access === 'anyone')
    expect(open.map(({ operation }) => operation.operationId).toSorted()).toEqual(
      anyone.map(([name]) => name).toSorted(),
    )
  })

  it('can be read as a page without a script', async () => {
    const { body, headers } = await test.app.server.inject('/api/')
    expect(headers['content-type']).toContain('text/html')
    expect(body).toContain('/api/v1/members/{memberId}/booklet')
    expect(body).not.toContain('<script')
  })
})
