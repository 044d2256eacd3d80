import type { BrowserContext } from 'playwright-core'

export type Problem = { url: string; text: string }

const ours = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Collects what goes wrong in any page of the context, now and later, into the list that it answers. */
export function watchForProblems(context: BrowserContext): readonly Problem[] {
  const problems: Problem[] = []
  context.on('weberror', (error) =>
    problems.push({ url: error.page()?.url() ?? '', text: String(error.error().stack ?? error.error()) }),
  )
  context.on('console', (message) => {
    if (message.type() === 'error')
      problems.push({ url: message.location().url || (message.page()?.url() ?? ''), text: message.text() })
  })
  context.on('request', (request) => {
    if (isElsewhere(request.url()))
      problems.push({ url: request.frame().url(), text: `asks another machine: ${request.url()}` })
  })
  context.on('page', (page) =>
    page.on('crash', () => problems.push({ url: page.url(), text: 'the page crashed' })),
  )
  return problems
}

function isElsewhere(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return /^(https?|wss?):$/.test(protocol) && !ours.has(hostname)
}
