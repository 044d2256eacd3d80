import type { Page } from 'playwright-core'

export type Effort = {
  /**
   * Presses of a finger or a mouse button, and choices in a native list. The press that puts the cursor into a field
   * belongs to the field.
   */
  taps: number
  /** Labels of the fields in which something was typed, each once. */
  fields: readonly string[]
}

type Seen = { kind: 'tap' } | { kind: 'typed'; label: string }

/** Runs in the page: reports what a person's hand does, and nothing that a script does. */
function watchHands(): void {
  const report = (seen: Seen) => {
    ;(window as unknown as { reportEffort: (seen: Seen) => void }).reportEffort(seen)
  }
  const isTyped = (target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement =>
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !['radio', 'checkbox'].includes(target.type))
  const press = (event: Event) => {
    if (event.isTrusted && !isTyped(event.target)) report({ kind: 'tap' })
  }
  const type = ({ target }: Event) => {
    if (target instanceof HTMLSelectElement) report({ kind: 'tap' })
    if (isTyped(target)) {
      report({ kind: 'typed', label: target.labels?.[0]?.firstChild?.textContent?.trim() ?? target.name })
    }
  }
  document.addEventListener('pointerdown', press, true)
  document.addEventListener('input', type, true)
}

/** Counts from now on, over every page that is opened here, until `stop`. */
export async function countEffort(page: Page): Promise<{ stop: () => Effort }> {
  let taps = 0
  let counting = true
  const fields = new Set<string>()
  await page.exposeFunction('reportEffort', (seen: Seen) => {
    if (!counting) return
    if (seen.kind === 'tap') taps += 1
    else fields.add(seen.label)
  })
  await page.addInitScript(watchHands)
  await page.evaluate(watchHands)
  return {
    stop: () => {
      counting = false
      return { taps, fields: [...fields] }
    },
  }
}
