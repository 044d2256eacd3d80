import { type GoOptions, go } from './link.ts'
import { createStore } from './store.ts'

/** What has just happened, told at the top of the page that one lands on: one sentence, and the way back. */
export type Told = {
  tone: 'done' | 'late' | 'error' | 'offline'
  sentence: string
  undo?: { label: string; run: () => void }
}

export const told = createStore<Told | undefined>(undefined)

/** Told until the next page is opened, or until something newer is. */
export function tell(next: Told): void {
  told.set(next)
}

export function untell(): void {
  told.set(undefined)
}

/** Goes to a page and tells there what was done on the one before; leaving that one clears what it told. */
export function goTelling(path: string, next: Told, options: GoOptions = {}): void {
  go(path, options)
  tell(next)
}
