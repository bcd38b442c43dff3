import type { Page } from '@playwright/test'
import { demoPerson, demoPlaces, everyPage, type Stop } from '../fixtures/demo'
import { expect, sizes, test, type BrowserFor } from '../fixtures/test'
import { barriers } from '../pages/accessible'
import { budget, scriptWeights } from '../pages/first-load'
import { settled, visit } from '../pages/settled'
import type { Language } from '../texts'

/**
 * Each page is looked at once by axe, in turn on a desk and on a phone, in the one language and in the other, light in the
 * one and dark in the other; by a ruler on a phone; and its scripts are weighed.
 */
const looks = [
  { language: 'en', size: 'desk' },
  { language: 'zh', size: 'phone' },
  { language: 'zh', size: 'desk' },
  { language: 'en', size: 'phone' },
] as const
const schemes = { en: 'light', zh: 'dark' } as const
const phone = { width: 375, height: sizes.phone.height }

for (const [at, { language, size }] of looks.entries()) {
  test(`every page is accessible, fits a phone and stays at home (${language}, ${size})`, async ({ browserFor }) => {
    const stops = everyPage(await demoPlaces()).filter((_, index) => index % looks.length === at)
    expect(await look(browserFor, stops, language, size)).toEqual([])
  })
}

async function look(browserFor: BrowserFor, stops: readonly Stop[], language: Language, size: 'desk' | 'phone') {
  test.setTimeout(480_000)
  const pages = {
    brand: await browserFor(await demoPerson('maya', language), size),
    factory: await browserFor(await demoPerson('wang', language), size),
    nobody: await browserFor(language, size),
  }
  const weightOf = scriptWeights(async (src) => (await pages.nobody.request.get(src)).body())
  const faults: unknown[] = []
  for (const stop of stops) {
    const page = pages[stop.who]
    await page.setViewportSize(size === 'desk' ? sizes.desk : phone)
    await page.emulateMedia({ colorScheme: schemes[language] })
    await visit(page, stop.path)
    const weight = await weightOf(await (await page.request.get(stop.path)).text())
    if (weight > budget) faults.push(`${stop.name}: ${weight} bytes of script`)
    faults.push(...(await rawKeys(page)).map((key) => `${stop.name}: ${key} has no words here`))
    faults.push(...(await hiddenTabs(page)).map((tab) => `${stop.name}: its tab ${tab} is not in sight`))
    faults.push(...(await barriers(page)).map((fault) => ({ page: stop.name, ...fault })))
    await page.setViewportSize(phone)
    await drawn(page)
    await settled(page)
    faults.push(...(await misfits(page)).map((fault) => `${stop.name}: ${fault}`))
  }
  return faults
}

/** Waits until the page is laid out for the size its window was given. */
const drawn = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))))

/** Keys of texts that a page shows in place of the words, because it was not given them. */
const rawKeys = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found = new Set<string>()
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? ''
      if (/^([a-zA-Z]+:)?[a-z][a-zA-Z]*(\.[a-z][a-zA-Z]*)+$/.test(text) && node.parentElement?.checkVisibility())
        found.add(text)
    }
    return [...found]
  })

/** Tabs of the page one is on, in rows that are wider than the window, which nobody sees without pushing. */
const hiddenTabs = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('nav a[aria-current="page"]')]
      .filter((tab) => {
        const { left, right } = tab.getBoundingClientRect()
        return tab.checkVisibility() && (left < 0 || right > document.documentElement.clientWidth)
      })
      .map(({ textContent }) => textContent ?? ''),
  )

/**
 * Sideways scrolling of the page, and targets too small for a finger by WCAG 2.5.8: below 24 px and with another target
 * within 12 px of their middle. Links in a text are excepted, and what its label presses counts with the label.
 */
const misfits = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth > clientWidth) {
      const wide = [...document.querySelectorAll('main *')].filter(
        (each) => each.getBoundingClientRect().right > clientWidth,
      )
      found.push(`${scrollWidth - clientWidth} px too wide: ${wide.at(-1)?.outerHTML.slice(0, 140)}`)
    }
    const inText = (link: HTMLElement) =>
      link.matches('a') &&
      [...(link.parentElement?.childNodes ?? [])].some(
        (node) => node.nodeType === Node.TEXT_NODE && /\S/.test(node.textContent ?? ''),
      )
    const labelled = (field: HTMLElement) =>
      field.matches('input[type="checkbox"], input[type="radio"]') &&
      field.id !== '' &&
      document.querySelector(`label[for="${field.id}"]`) !== null
    const targets = [
      ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [role="button"]'),
    ]
      .map((element) => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
      .filter(
        ({ element, box }) =>
          box.width > 0 &&
          box.height > 0 &&
          box.bottom > 0 &&
          box.right > 0 &&
          getComputedStyle(element).visibility !== 'hidden' &&
          !element.closest('[aria-hidden="true"]'),
      )
    for (const { element, box } of targets) {
      if (Math.min(box.width, box.height) >= 23.5 || inText(element) || labelled(element)) continue
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
      // Under the bar of tabs until one scrolls.
      const shown = document.elementFromPoint(x, y)
      if (shown === null || !(element.contains(shown) || shown.contains(element))) continue
      const crowded = targets.some(({ element: other, box: near }) => {
        if (other === element || other.contains(element) || element.contains(other)) return false
        const [dx, dy] = [Math.max(near.left - x, 0, x - near.right), Math.max(near.top - y, 0, y - near.bottom)]
        return Math.hypot(dx, dy) < 12
      })
      if (crowded) found.push(`${Math.round(box.width)}×${Math.round(box.height)} ${element.outerHTML.slice(0, 140)}`)
    }
    return found
  })
