import { readFileSync } from 'node:fs'
import { expect, type Locator, type Page } from '@playwright/test'
import { paths } from '@/app/_lib/paths'
import type { Upload } from '../fixtures/files'
import type { Bom, Product } from '../fixtures/world'
import { visit } from './settled'
import { texts, type Language } from '../texts'

/** The lines of a BOM, on a desk or on a phone. */
export class BomGrid {
  readonly grid: Locator
  readonly search: Locator
  readonly panel: Locator
  readonly #t

  constructor(
    readonly page: Page,
    language: Language,
  ) {
    this.#t = texts[language]
    this.grid = page.getByRole('grid')
    this.search = page.getByRole('searchbox', { name: this.#t('boms:grid.search') })
    this.panel = page.getByRole('complementary')
  }

  async open({ productId }: Product, { bomId }: Bom): Promise<void> {
    await visit(this.page, paths.bom(productId, bomId))
    await expect(this.rowWith(/./).first()).toBeVisible()
  }

  /** Rows of lines, without the header. */
  rowWith(text: string | RegExp): Locator {
    return this.grid.locator('tbody').getByRole('row').filter({ hasText: text })
  }

  cell(row: number, column: number): Locator {
    return this.grid.locator(`[data-cell="${row}:${column}"]`)
  }

  header(key: 'refs' | 'quantity' | 'mpn'): Locator {
    return this.grid.getByRole('columnheader', { name: this.#t(`boms:column.${key}`) })
  }

  /** The revision that is open as a file, as a person finds it among their downloads. */
  async exportAs(format: 'xlsx' | 'bilingual' | 'csv'): Promise<Upload> {
    await this.page.getByRole('button', { name: this.#t('boms:menu'), exact: true }).click()
    const waiting = this.page.waitForEvent('download')
    await this.page.getByRole('menuitem', { name: this.#t(`boms:export.${format}`), exact: true }).click()
    const download = await waiting
    const mimeType = format === 'csv' ? 'text/csv' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    return { name: download.suggestedFilename(), mimeType, buffer: readFileSync(await download.path()) }
  }

  /** How many lines there are; the cards of a phone have no header row to leave out. */
  count(): Promise<number> {
    return this.grid.evaluate((grid) => {
      const header = (grid.querySelector('thead')?.getBoundingClientRect().height ?? 0) > 1
      return Number(grid.getAttribute('aria-rowcount')) - (header ? 1 : 0)
    })
  }

  /** Every row in sight shows its line: what is still on its way has no text. */
  async expectNoBlankRows(): Promise<void> {
    await expect
      .poll(() =>
        this.grid.evaluate((grid) => {
          const frame = grid.parentElement?.getBoundingClientRect()
          const rows = [...grid.querySelectorAll('tbody tr[aria-rowindex]')]
          const seen = rows.filter((row) => {
            const { top, bottom } = row.getBoundingClientRect()
            return frame !== undefined && bottom > frame.top && top < frame.bottom
          })
          return { seen: seen.length > 5, blank: seen.filter((row) => row.textContent?.trim() === '').length }
        }),
      )
      .toEqual({ seen: true, blank: 0 })
  }
}
