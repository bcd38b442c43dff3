import { expect, type Locator, type Page } from '@playwright/test'
import { paths } from '@/app/_lib/paths'
import type { RedlineField } from '@/server/domains/specs/rules/redline'
import type { Spec } from '../fixtures/specs'
import type { Product } from '../fixtures/world'
import { texts, type Language } from '../texts'
import { visit } from './settled'

type Step = 'submit' | 'release' | 'withdraw' | 'requestChanges' | 'suspend' | 'resume' | 'acknowledge' | 'object'

/** The life of a revision as one side sees it: review, redlines, read-back, acknowledgement. */
export class SpecReview {
  readonly dialog: Locator
  readonly notice: Locator
  readonly #t

  constructor(
    readonly page: Page,
    readonly language: Language,
  ) {
    this.#t = texts[language]
    this.dialog = page.getByRole('dialog')
    this.notice = page.getByRole('region', { name: this.#t('specs:signOff.notice.label') })
  }

  async openRedlines({ productId }: Product, { specId }: Pick<Spec, 'specId'>): Promise<void> {
    await visit(this.page, paths.redlines(productId, specId))
  }

  async openReadBacks({ productId }: Product, { specId }: Pick<Spec, 'specId'>): Promise<void> {
    await visit(this.page, paths.readBacks(productId, specId))
  }

  step(name: Step): Locator {
    return this.page.getByRole('button', { name: this.#t(`specs:signOff.step.${name}`), exact: true })
  }

  /** Writes into the reader's own language. */
  async say(label: string, words: string): Promise<void> {
    await this.dialog
      .getByRole('textbox', { name: this.#t(`specs:signOff.words.field.${this.language}`, { label }) })
      .fill(words)
  }

  /** Proposes another figure from inside a requirement that is open. */
  async propose(field: RedlineField & ('max' | 'min'), value: string, reason: string): Promise<void> {
    await this.page.getByRole('button', { name: this.#t('specs:redline.propose'), exact: true }).click()
    await this.dialog.getByRole('textbox', { name: this.#t(`specs:field.values.${field}`), exact: true }).fill(value)
    await this.say(this.#t('specs:redline.reason'), reason)
    await this.dialog.getByRole('button', { name: this.#t('specs:redline.proposeSend', { count: 1 }) }).click()
    await expect(this.dialog).toHaveCount(0)
  }

  /** A redline on the page of redlines. */
  redline(text: string): Locator {
    return this.page.getByRole('article').filter({ hasText: text })
  }

  async counter(redline: Locator, value: string, reason: string): Promise<void> {
    await redline.getByRole('button', { name: this.#t('specs:redline.counter'), exact: true }).click()
    await this.dialog.getByRole('textbox').first().fill(value)
    await this.say(this.#t('specs:redline.reason'), reason)
    await this.dialog.getByRole('button', { name: this.#t('specs:redline.counterSend') }).click()
    await expect(this.dialog).toHaveCount(0)
  }

  /** Restates the limits of the requirement whose form is open. */
  async readBack(values: Readonly<{ min: string; max: string; unit: string }>, method: string): Promise<void> {
    for (const field of ['min', 'max', 'unit'] as const) {
      await this.dialog
        .getByRole('textbox', { name: this.#t(`specs:field.values.${field}`), exact: true })
        .fill(values[field])
    }
    await this.say(this.#t('specs:readBack.method'), method)
    await this.dialog.getByRole('button', { name: this.#t('specs:readBack.send') }).click()
  }

  /** Signs in the one capacity that is open, after reading what is signed. */
  async sign(hash: string): Promise<void> {
    await this.page
      .getByRole('button', {
        name: this.#t('specs:signOff.step.signAs', { role: this.#t('specs:signOff.role.engineer') }),
      })
      .click()
    await expect(this.dialog).toContainText(hash)
    const confirm = this.dialog.getByRole('button', {
      name: this.#t('specs:signOff.sign.confirm', { role: this.#t('specs:signOff.role.engineer') }),
    })
    await expect(confirm).toBeDisabled()
    await this.dialog.getByRole('checkbox').check()
    await confirm.click()
    await expect(this.dialog).toHaveCount(0)
  }
}
