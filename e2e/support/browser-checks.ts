import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const wcag22aa = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const folder = join('test-results', 'screens')

/** What still moves after this long is no transition: the check then looks at the page as it is. */
const longestMotion = 5_000

/**
 * Waits for the end of every animation and transition that has one: a colour that is still fading in is half
 * transparent, and measured so. What turns for ever is not waited for.
 */
function settleMotion(page: Page): Promise<void> {
  return page.evaluate(async (longest) => {
    const running = () =>
      document.getAnimations().filter(({ playState, effect }) => {
        return playState === 'running' && Number(effect?.getComputedTiming().endTime) < Infinity
      })
    const until = performance.now() + longest
    for (let moving = running(); moving.length > 0 && performance.now() < until; moving = running()) {
      const over = new Promise((resolve) => setTimeout(resolve, until - performance.now()))
      // One whose element goes away is cancelled, which its promise calls a failure.
      await Promise.race([Promise.allSettled(moving.map((each) => each.finished)), over])
    }
  }, longestMotion)
}

/** Throws with every breach of WCAG 2.2 AA that axe finds in the page once it has come to rest, and where. */
export async function checkAccessibility(page: Page): Promise<void> {
  await settleMotion(page)
  // The other mode gathers frames in a page of its own, which takes as long again; no page of ours has a frame.
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  const { violations } = await axe.withTags(wcag22aa).analyze()
  if (violations.length === 0) return
  const lines = violations.flatMap(({ id, help, nodes }) => [
    `${id}: ${help}`,
    ...nodes.map(
      ({ target, failureSummary }) => `  ${target.join(' ')}: ${failureSummary?.replace(/\s+/g, ' ')}`,
    ),
  ])
  throw new Error([`${page.url()} is not accessible:`, ...lines].join('\n'))
}

/**
 * Writes test-results/screens/<name>.png of the whole page, for a person to look at; answers the path.
 * What fades in is shown as it ends: `animations: 'disabled'` takes it there at once.
 */
export async function takeScreen(page: Page, name: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${name}.png`)
  await page.screenshot({ path, fullPage: true, animations: 'disabled' })
  return path
}
