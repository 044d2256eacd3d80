import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { checkAccessibility, takeScreen } from './browser-checks.ts'

/** Signs in by a one-time address and waits for the start page. */
export async function enter(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('heading', { level: 1, name: '要办的事' }).waitFor()
}

/** Checks the page as it stands for accessibility and takes its picture. */
export async function look(page: Page, name: string): Promise<void> {
  await page.locator('.loading').first().waitFor({ state: 'detached' })
  await page.waitForTimeout(250)
  await checkAccessibility(page)
  await takeScreen(page, name)
}

/** Puts the cursor into a field and types, as a person does. */
export async function type(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click()
  await page.keyboard.type(text)
}

/** Presses a name of the roll and then the reason, as a finger or a mouse does. */
export async function markAbsent(page: Page, name: string, reason: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('button', { name: reason, exact: true }).click()
}

/** A link is told from text by its line, and by a ring when the keyboard comes to it: from just before, by Tab. */
export async function expectLinkMarked(page: Page, link: Locator): Promise<void> {
  const drawn = () =>
    link.evaluate((element) => {
      const { textDecorationLine, outlineStyle } = getComputedStyle(element)
      return [textDecorationLine, outlineStyle]
    })
  expect(await drawn()).toEqual(['underline', 'none'])
  await page.keyboard.press('Tab')
  expect(await drawn()).toEqual(['underline', 'solid'])
}

/** Nothing is cut: the page is no wider than the screen. */
export async function expectNoSideways(page: Page): Promise<void> {
  const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  expect(wide).toBeLessThanOrEqual(seen ?? 0)
}
