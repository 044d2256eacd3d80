import { openCacheFolder } from './cache-folder.ts'
import { prepareFonts } from './fonts.ts'
import { findInstalled, isProgram } from './installed.ts'
import { openPackaged, type Program } from './packaged.ts'

/** What Playwright's `chromium.launch` takes as it is. */
export type Chromium = {
  executablePath: string
  /** The whole environment of the browser: a short list of ours, so that no password of the server is in it. */
  env: Record<string, string>
  args: string[]
  /** false only as root, for whom Chromium has no sandbox. */
  chromiumSandbox: boolean
}

const quiet = [
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]

const passedOn = [
  ...[
    'PATH',
    'HOME',
    'LANG',
    'LC_ALL',
    'TZ',
    'TMPDIR',
    'XDG_RUNTIME_DIR',
    'LD_LIBRARY_PATH',
    'FONTCONFIG_FILE',
  ],
  ...[
    'SystemRoot',
    'SystemDrive',
    'windir',
    'TEMP',
    'TMP',
    'USERPROFILE',
    'APPDATA',
    'LOCALAPPDATA',
    'PROGRAMFILES',
  ],
]

let found: Promise<Chromium> | undefined

/**
 * A Chromium for printing and for tests, with Chinese fonts: the program that `CHROMIUM_PATH` names, else an installed
 * Chrome, Chromium or Edge, else the one in @sparticuz/chromium (Linux x64), else one that Playwright downloaded.
 * Looked for once a process. Throws with a Chinese sentence when there is none.
 */
export function findChromium(): Promise<Chromium> {
  found ??= lookForChromium().catch((error: unknown) => {
    found = undefined
    throw error
  })
  return found
}

async function lookForChromium(): Promise<Chromium> {
  const cache = process.platform === 'linux' ? openCacheFolder() : ''
  const program = await chooseProgram(cache)
  const fonts = await prepareFonts(cache)
  const asRoot = process.getuid?.() === 0
  return {
    executablePath: program.executablePath,
    env: { ...inherited(process.env), ...program.env, ...(fonts && { FONTCONFIG_FILE: fonts }) },
    args: asRoot ? [...quiet, '--no-sandbox'] : quiet,
    chromiumSandbox: !asRoot,
  }
}

async function chooseProgram(cache: string): Promise<Program> {
  const named = process.env.CHROMIUM_PATH
  if (named && !isProgram(named))
    throw new Error(
      `CHROMIUM_PATH 写的 ${named} 不能运行。请改成 Chrome 或 Chromium 程序的位置，或去掉这一项。`,
    )
  const installed = named || findInstalled()
  if (installed) return { executablePath: installed, env: {} }
  const program = (await openPackaged(cache)) ?? (await findDownloaded())
  if (!program) throw new Error('没有找到 Chrome 或 Chromium。请装一个，或把它的位置写进 CHROMIUM_PATH。')
  return program
}

/** `npx playwright-core install chromium` puts it into a folder of its own. */
async function findDownloaded(): Promise<Program | undefined> {
  const playwright = await import('playwright-core').catch(() => undefined)
  const executablePath = playwright?.chromium.executablePath()
  return executablePath && isProgram(executablePath) ? { executablePath, env: {} } : undefined
}

function inherited(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(passedOn.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])))
}
