import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
]

/** Programs in the place where their installers put them, relative to the system's program folders. */
const windows = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']
const mac = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

type System = { platform: NodeJS.Platform; env: NodeJS.ProcessEnv }

/** The first Chrome, Chromium or Edge that is installed on this machine. */
export function findInstalled(system: System = process, exists = isProgram): string | undefined {
  return placesOf(system).find(exists)
}

function placesOf({ platform, env }: System): string[] {
  if (platform === 'darwin') return mac
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
      (root) => root !== undefined,
    )
    return windows.flatMap((program) => roots.map((root) => `${root}\\${program}`))
  }
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
