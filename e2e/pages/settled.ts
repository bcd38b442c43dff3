import { expect, type Page } from '@playwright/test'

/** Goes to a page and waits until it has drawn itself: a heading, and no placeholder left. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expect(page.locator('h1, h2').first()).toBeVisible()
  await expect(page.locator('.mantine-Skeleton-root:visible, [aria-busy="true"]:visible')).toHaveCount(0)
}
