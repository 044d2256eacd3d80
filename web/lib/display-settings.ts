import { createStore } from './store.ts'

/** How a person wants to see it, remembered on this device (not with the account: eyes sit at a screen). */
export type DisplaySettings = { large: boolean; contrast: boolean }
export type EntryMode = 'phone' | 'office'

const key = 'zhibutong:display'

function readSettings(): DisplaySettings {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    const found = (typeof kept === 'object' && kept !== null ? kept : {}) as Partial<DisplaySettings>
    return { large: found.large === true, contrast: found.contrast === true }
  } catch {
    return { large: false, contrast: false }
  }
}

export const displaySettings = createStore<DisplaySettings>({ large: false, contrast: false })

/** The large size is the elders' 24 px on a phone, and the phone's 17 px at a desk. */
export function modeOf(entry: EntryMode, { large }: DisplaySettings): 'phone' | 'office' | 'elder' {
  if (!large) return entry
  return entry === 'phone' ? 'elder' : 'phone'
}

function apply(entry: EntryMode, settings: DisplaySettings): void {
  const { dataset } = document.documentElement
  dataset.mode = modeOf(entry, settings)
  if (settings.contrast) dataset.contrast = 'high'
  else delete dataset.contrast
}

/** Call once, before the first paint. */
export function startDisplaySettings(entry: EntryMode): void {
  displaySettings.set(readSettings())
  apply(entry, displaySettings.get())
  displaySettings.subscribe(() => apply(entry, displaySettings.get()))
}

export function changeDisplay(change: Partial<DisplaySettings>): void {
  const settings = { ...displaySettings.get(), ...change }
  try {
    localStorage.setItem(key, JSON.stringify(settings))
  } catch {
    // Kept for this page only.
  }
  displaySettings.set(settings)
}
