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
