import { setTimeout } from 'node:timers/promises'
import { chromium, type Page } from '@playwright/test'
import { paths } from '@/app/_lib/paths'
import { chromiumOptions } from '@/e2e/chromium'
import type { BomOfSize } from './boms'
import { figuresOf, race, type Figures } from './rounds'
import type { RevisedSpec } from './specs'
import type { Stage } from './stage'

/** What a person waits for: `large` is the document of size, `small` one whose list fits a few screens. */
export type Waits = Readonly<{ job: string; large: Figures; small: Figures }>

/** Opens, filters, scrolls and compares specifications in a Chromium, the large and the small one in turns. Milliseconds. */
export const measureScreens = (
  stage: Stage,
  specs: Readonly<Record<'large' | 'small', RevisedSpec>>,
  rounds: number,
): Promise<Waits[]> =>
  inBrowser(stage, async (page, origin) => {
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
  })

/**
 * Opens the grid of a BOM and scrolls it, by wheel and by dragging its bar from end to end, the large and the small one in
 * turns. Milliseconds; of a frame what 95 of 100 take and the longest.
 */
export const measureGrid = (
  stage: Stage,
  boms: Readonly<Record<'large' | 'small', BomOfSize>>,
  rounds: number,
): Promise<Waits[]> =>
  inBrowser(stage, async (page, origin) => {
    const show = async ({ bomId }: BomOfSize) => {
      await page.goto(`${origin}${paths.bom(stage.productId, bomId)}`)
      await page.getByRole('grid').getByRole('gridcell').first().waitFor()
      await page.waitForLoadState('networkidle')
    }
    const wheel = async () => {
      await page.mouse.move(700, 600)
      for (let turn = 0; turn < 120; turn++) await page.mouse.wheel(0, 900)
    }
    const drag = () =>
      page.getByRole('grid').evaluate(async (grid) => {
        const scroller = grid.parentElement
        if (!scroller) throw new Error('nothing scrolls')
        const whole = scroller.scrollHeight - scroller.clientHeight
        for (let step = 1; step <= 180; step++) {
          scroller.scrollTop = (whole * step) / 180
          await new Promise(requestAnimationFrame)
        }
      })
    const most = (frames: readonly number[]) => Math.max(...frames)
    const usual = (frames: readonly number[]) => figuresOf(frames).p95
    const jobs = [
      ['scrolled by wheel, 95 of 100 frames', wheel, usual],
      ['scrolled by wheel, longest frame', wheel, most],
      ['dragged by its bar to the end, 95 of 100 frames', drag, usual],
      ['dragged by its bar to the end, longest frame', drag, most],
    ] as const
    const waits: Waits[] = []
    for (const [job, act, of] of jobs) {
      const run = (bom: BomOfSize) => async () => {
        await show(bom)
        return of(await framesWhile(page, act))
      }
      waits.push({ job, ...(await race({ large: run(boms.large), small: run(boms.small) }, { rounds, warmUp: 1 })) })
    }
    return waits
  })

/** A signed-in page of a Chromium of its own. */
async function inBrowser<T>({ cookie, port }: Stage, work: (page: Page, origin: string) => Promise<T>): Promise<T> {
  const browser = await chromium.launch(chromiumOptions())
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    const [name = '', value = ''] = cookie.split('=')
    const origin = `http://localhost:${port}`
    await page.context().addCookies([{ name, value, url: origin }])
    return await work(page, origin)
  } finally {
    await browser.close()
  }
}

/** Milliseconds after which a page that is scrolled counts as stuck. */
const patience = 60_000

/** How long each frame of the page took while something was done, in milliseconds; 17 is every frame of a usual screen. */
async function framesWhile(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const seen = { frames: [] as number[], last: performance.now(), on: true }
    Reflect.set(window, 'mortiseFrames', seen)
    const tick = (now: number) => {
      seen.frames.push(now - seen.last)
      seen.last = now
      if (seen.on) requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  await Promise.race([act(), setTimeout(patience).then(() => Promise.reject(new Error('the page stands still')))])
  await page.waitForLoadState('networkidle')
  return page.evaluate(() => {
    const seen: { frames: number[]; on: boolean } = Reflect.get(window, 'mortiseFrames')
    seen.on = false
    return seen.frames
  })
}

const longestFrame = async (page: Page, act: () => Promise<void>): Promise<number> =>
  Math.max(...(await framesWhile(page, act)))
