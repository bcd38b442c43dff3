import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

export type Barrier = Readonly<{ id: string; nodes: readonly string[] }>

/** What axe finds serious in what is shown now, by the rules of WCAG 2.1 A and AA; `within` is a selector. */
export async function barriers(page: Page, within = 'html'): Promise<Barrier[]> {
  const { violations } = await new AxeBuilder({ page })
    .include(within)
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    // There are no frames of others here, whose findings would be put together on a page of their own.
    .setLegacyMode()
    .analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)) }))
}

/** How many pixels a page is wider than its screen. */
export const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

export async function expectAccessible(page: Page, within?: string): Promise<void> {
  expect(await barriers(page, within)).toEqual([])
  expect(await overhang(page), 'the page scrolls sideways').toBe(0)
}
