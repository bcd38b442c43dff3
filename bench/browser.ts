import { chromium, type Page } from '@playwright/test'
import { paths } from '@/app/_lib/paths'
import { chromiumOptions } from '@/e2e/chromium'
import { race, type Figures } from './rounds'
import type { RevisedSpec } from './specs'
import type { Stage } from './stage'

/** What a person waits for: `large` is the specification of size, `small` one whose list fits a few screens. */
export type Waits = Readonly<{ job: string; large: Figures; small: Figures }>

/** Opens, filters, scrolls and compares specifications in a Chromium, the large and the small one in turns. Milliseconds. */
export async function measureScreens(
  stage: Stage,
  specs: Readonly<Record<'large' | 'small', RevisedSpec>>,
  rounds: number,
): Promise<Waits[]> {
  const browser = await chromium.launch(chromiumOptions())
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    const [name = '', value = ''] = stage.cookie.split('=')
    const origin = `http://localhost:${stage.port}`
    await page.context().addCookies([{ name, value, url: origin }])
    const address = { open: paths.spec, compare: paths.specCompare }
    const rows = {
      open: page.getByRole('treegrid').getByText('R-001'),
      compare: page.getByRole('listitem').getByText('R-001'),
    }
    const show = async (what: 'open' | 'compare', { specId }: RevisedSpec) => {
      await page.goto(`${origin}${address[what](stage.productId, specId)}`)
      await rows[what].first().waitFor()
    }
    const jobs: Record<string, (spec: RevisedSpec) => Promise<number | void>> = {
      'opened, until its first rows are there': (spec) => show('open', spec),
      'filtered by five typed characters, longest frame': async (spec) => {
        await show('open', spec)
        return longestFrame(page, () => page.getByRole('searchbox').pressSequentially('er 17', { delay: 60 }))
      },
      'scrolled to its end, longest frame': async (spec) => {
        await show('open', spec)
        await page.mouse.move(700, 600)
        return longestFrame(page, async () => {
          for (let turn = 0; turn < 40; turn++) await page.mouse.wheel(0, 2_500)
        })
      },
      'compared with the revision before, until the first differences are there': (spec) => show('compare', spec),
    }
    const waits: Waits[] = []
    for (const [job, run] of Object.entries(jobs))
      waits.push({
        job,
        ...(await race({ large: () => run(specs.large), small: () => run(specs.small) }, { rounds, warmUp: 1 })),
      })
    return waits
  } finally {
    await browser.close()
  }
}

/** The longest the page drew nothing while something was done, in milliseconds; 17 is every frame of a usual screen. */
async function longestFrame(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const seen = { longest: 0, last: performance.now(), on: true }
    Reflect.set(window, 'mortiseFrames', seen)
    const tick = (now: number) => {
      seen.longest = Math.max(seen.longest, now - seen.last)
      seen.last = now
      if (seen.on) requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  await act()
  await page.waitForLoadState('networkidle')
  return page.evaluate(() => {
    const seen: { longest: number; on: boolean } = Reflect.get(window, 'mortiseFrames')
    seen.on = false
    return seen.longest
  })
}
