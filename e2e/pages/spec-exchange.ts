import { expect, type Download, type Locator, type Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import type { SheetField } from '@/server/domains/specs/exchange/sheet-fields'
import type { Upload } from '../fixtures/files'
import { texts, type Language } from '../texts'

/** A specification on its way out as a file, and a table on its way in. */
export class SpecExchange {
  readonly dialog: Locator
  readonly #t

  constructor(
    readonly page: Page,
    language: Language,
  ) {
    this.#t = texts[language]
    this.dialog = page.getByRole('dialog')
  }

  async menu(): Promise<void> {
    await this.page.getByRole('button', { name: this.#t('specs:doc.menu') }).click()
    await expect(this.page.getByRole('menuitem', { name: this.#t('specs:doc.print') })).toBeVisible()
  }

  async download(format: 'pdf' | 'xlsx'): Promise<Buffer> {
    await this.menu()
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.getByRole('menuitem', { name: this.#t(`specs:doc.export.${format}`), exact: true }).click(),
    ])
    return bytesOf(download)
  }

  async open(kind: 'import' | 'paste'): Promise<void> {
    await this.menu()
    await this.page.getByRole('menuitem', { name: this.#t(`specs:exchange.${kind}`) }).click()
    await expect(this.dialog).toBeVisible()
  }

  async choose(file: Upload): Promise<void> {
    await this.page.getByTestId('spec-sheet').setInputFiles(file)
    await expect(this.dialog).toContainText(file.name)
  }

  /** What is proposed of one kind. */
  items(kind: 'changed' | 'added' | 'removed' | 'order'): Locator {
    return this.dialog.locator(`[data-kind="${kind}"]`)
  }

  field(item: Locator, field: Exclude<SheetField, 'code' | 'id'>): Locator {
    return item.getByRole('checkbox', { name: this.#t(`specs:field.${field}`), exact: true })
  }

  column(letter: string): Locator {
    return this.dialog.getByRole('combobox', { name: this.#t('specs:exchange.column', { letter }), exact: true })
  }

  apply(count: number): Locator {
    return this.dialog.getByRole('button', { name: this.#t('specs:exchange.apply', { count }), exact: true })
  }
}

const bytesOf = async (download: Download): Promise<Buffer> => readFile(await download.path())
