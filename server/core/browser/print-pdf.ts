import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '../errors/problem.ts'
import { openPipe } from './devtools-pipe.ts'
import { type Chromium, findChromium } from './find-chromium.ts'

/** A page that is not printed by then never is. */
const patienceMs = 30_000
/** Who waits behind more than these would wait for minutes. */
const mostWaiting = 20

let last: Promise<unknown> = Promise.resolve()
let waiting = 0

/**
 * A whole page of HTML, its styles in it, as PDF: printed by Chromium without scripts and without a network, one page
 * after the other. Paper and margins are the page's own (`@page`). Errors: server.busy when many wait; state.wrong, with
 * the way round, on a machine that has no Chromium.
 */
export async function printPdf(html: string): Promise<Uint8Array> {
  if (waiting >= mostWaiting) throw new Problem('server.busy')
  waiting += 1
  const printed = last.then(() => print(html))
  last = printed.catch(() => undefined)
  try {
    return await printed
  } finally {
    waiting -= 1
  }
}

async function print(html: string): Promise<Uint8Array> {
  const chromium = await findChromium().catch(() => {
    throw new Problem('state.wrong', {
      message: '这台服务器上没有 Chrome 或 Chromium，做不出 PDF。可以下载 Word，或者用浏览器打印。',
    })
  })
  const folder = await mkdtemp(join(tmpdir(), 'zhibutong-print-'))
  try {
    return await printIn(chromium, folder, html)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** On a machine without a graphics card Chromium now and then dies or hangs while it starts: that says nothing about the page. */
const mostStarts = 3
const startPatienceMs = 12_000

async function printIn(chromium: Chromium, folder: string, html: string): Promise<Uint8Array> {
  const deadline = Date.now() + patienceMs
  for (let start = 1; ; start += 1) {
    // A folder for each start: what one that died has left in its own would be held against the next.
    const browser = startBrowser(chromium, join(folder, String(start)), deadline)
    try {
      const page = await openPageInTime(browser)
      if (page) return await printOn(browser, page, html)
      if (start === mostStarts || Date.now() >= deadline) throw new Error('Chromium did not start')
    } finally {
      await browser.end()
    }
  }
}

type Browser = { send: ReturnType<typeof openPipe>['send']; kill(): void; end(): Promise<void> }

function startBrowser({ executablePath, args, env }: Chromium, folder: string, deadline: number): Browser {
  const own = [`--user-data-dir=${folder}`, '--remote-debugging-pipe']
  // Nothing is fetched: what the page needs stands in it.
  const nowhere = ['--host-resolver-rules=MAP * ~NOTFOUND']
  const browser = spawn(executablePath, [...args, ...own, ...nowhere, 'about:blank'], {
    env,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  })
  const gone = new Promise<void>((resolve) => {
    browser.once('exit', () => resolve())
    browser.once('error', () => resolve())
  })
  const kill = () => void browser.kill('SIGKILL')
  const timer = setTimeout(kill, Math.max(0, deadline - Date.now()))
  return {
    ...openPipe(browser, gone),
    kill,
    end: async () => {
      clearTimeout(timer)
      kill()
      await gone
    },
  }
}

async function openPageInTime(browser: Browser): Promise<string | undefined> {
  const timer = setTimeout(() => browser.kill(), startPatienceMs)
  try {
    return await openPage(browser)
  } catch {
    return undefined
  } finally {
    clearTimeout(timer)
  }
}

/** The last part of a start: a browser that opens a page has come through it. Answers the page's session. */
async function openPage({ send }: Browser): Promise<string> {
  const { targetId } = await send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' })
  const attach = { targetId, flatten: true }
  const { sessionId } = await send<{ sessionId: string }>('Target.attachToTarget', attach)
  await send('Emulation.setScriptExecutionDisabled', { value: true }, sessionId)
  return sessionId
}

async function printOn({ send }: Browser, sessionId: string, html: string): Promise<Uint8Array> {
  const { frameTree } = await send<{ frameTree: { frame: { id: string } } }>(
    'Page.getFrameTree',
    {},
    sessionId,
  )
  await send('Page.setDocumentContent', { frameId: frameTree.frame.id, html }, sessionId)
  const how = { preferCSSPageSize: true, printBackground: true }
  const { data } = await send<{ data: string }>('Page.printToPDF', how, sessionId)
  return Buffer.from(data, 'base64')
}
