import type { FastifyInstance } from 'fastify'
import { type Html, html } from '../public/html.ts'
import { shell } from '../public/shell.ts'

type Operation = {
  operationId?: string
  summary?: string
  security?: readonly unknown[]
  parameters?: readonly { name: string; in: string; required?: boolean; schema?: unknown }[]
  requestBody?: { content?: Record<string, { schema?: unknown }> }
  responses?: Record<string, { content?: Record<string, { schema?: unknown }> }>
}
type Document = { info: { version: string }; paths?: Record<string, Record<string, Operation>> }

function schemaBlock(title: string, schema: unknown): Html | null {
  if (schema === undefined) return null
  return html`<h3>${title}</h3><pre>${JSON.stringify(schema, null, 2)}</pre>`
}

function contentSchema(content: Record<string, { schema?: unknown }> | undefined): unknown {
  return Object.values(content ?? {})[0]?.schema
}

function parameterRow({
  name,
  in: place,
  required,
  schema,
}: NonNullable<Operation['parameters']>[number]): Html {
  return html`<tr><th scope="row">${name}</th><td>${place}</td><td>${required ? '要' : '可以不给'}</td><td><code>${JSON.stringify(schema ?? {})}</code></td></tr>`
}

function operationBlock(path: string, method: string, operation: Operation): Html {
  const parameters = operation.parameters ?? []
  const isOpen = operation.security?.length === 0
  return html`<details id="${operation.operationId}">
<summary><b>${method.toUpperCase()}</b> <code>${path}</code> ${operation.summary}${isOpen && '（不用登录）'}</summary>
${parameters.length > 0 && html`<table><thead><tr><th scope="col">名称</th><th scope="col">在哪里</th><th scope="col">必要</th><th scope="col">样子</th></tr></thead><tbody>${parameters.map(parameterRow)}</tbody></table>`}
${schemaBlock('送出', contentSchema(operation.requestBody?.content))}
${schemaBlock('答复', contentSchema(operation.responses?.['200']?.content))}
</details>`
}

function render(document: Document): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationBlock(path, method, operation)),
  )
  return shell({
    title: '支部通接口',
    place: '支部通接口',
    view: {},
    path: null,
    body: html`<h1>接口</h1>
<p>第 ${document.info.version} 版，${operations.length} 个地址。机器读的在 <a href="/api/openapi.json">/api/openapi.json</a>（OpenAPI 3.1）。</p>
<p>写入要带 <code>Idempotency-Key</code>（自己生成的 UUID，重发用同一个）和 <code>x-zhibutong: 1</code>。拒绝时答复 <code>error.code</code>、<code>error.message</code>，能指到哪一项的还有 <code>error.field</code>。</p>
${operations}`,
  })
}

/** The API as a page to read, from the same document that programs read; needs no script. */
export function serveApiPage(server: FastifyInstance): void {
  server.get('/api/', { schema: { hide: true } }, (_request, reply) =>
    reply
      .header('content-type', 'text/html; charset=utf-8')
      .send(render(server.swagger() as unknown as Document)),
  )
}
