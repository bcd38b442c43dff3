import type { Page } from '@playwright/test'

/** Goes to a page and waits until it has drawn itself, so that what is pressed is heard. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await settled(page)
}

/** Loads the page anew, and waits in the same way. */
export async function reload(page: Page): Promise<void> {
  await page.reload()
  await settled(page)
}

/** A heading, a title, no placeholder left, and every control in the hands of the running page. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const shown = (selector: string) =>
        [...document.querySelectorAll(selector)].some((each) => each.checkVisibility({ visibilityProperty: true }))
      return (
        shown('h1, h2') &&
        document.title !== '' &&
        !shown('[class*="skeleton" i], [aria-busy="true"]') &&
        // A text field that grows measures itself with a hidden one outside the page's tree.
        [...document.querySelectorAll('button, input, select, textarea:not([aria-hidden="true"])')].every((control) =>
          Object.keys(control).some((key) => key.startsWith('__reactProps')),
        )
      )
    },
    undefined,
    { polling: 50 },
  )
}
