import { expect, type Locator, type Page } from '@playwright/test'
import { paths } from '@/app/_lib/paths'
import type { RedlineField } from '@/server/domains/specs/rules/redline'
import { valueFields, type ValueField } from '@/server/domains/specs/rules/requirement'
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
      .getByRole('textbox', { name: this.#t(`common:reason.field.${this.language}`, { label }) })
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

  /** Restates the requirement whose form is open: its limits, or a statement in the reader's own words. */
  async readBack(
    restated: Readonly<Partial<Record<ValueField | 'unit', string>>> | Readonly<{ words: string }>,
    method: string,
  ): Promise<void> {
    if (isStatement(restated)) await this.say(this.#t('specs:readBack.words'), restated.words)
    else
      for (const field of [...valueFields, 'unit'] as const) {
        const value = restated[field]
        if (value !== undefined)
          await this.dialog
            .getByRole('textbox', { name: this.#t(`specs:field.values.${field}`), exact: true })
            .fill(value)
      }
    await this.say(this.#t('specs:readBack.method'), method)
    await this.dialog.getByRole('button', { name: this.#t('specs:readBack.send') }).click()
  }

  /** Puts the draft before one signer of each side. */
  async submit(): Promise<void> {
    await this.step('submit').click()
    const quality = this.dialog.getByRole('checkbox', { name: this.#t('specs:signOff.role.quality') })
    await expect(quality).toHaveCount(2)
    await quality.first().uncheck()
    await quality.last().uncheck()
    await this.dialog.getByRole('button', { name: this.#t('specs:signOff.submit.confirm', { count: 2 }) }).click()
    await expect(this.notice).toContainText(this.#t('specs:signOff.notice.inReview'))
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

  async release(letter: string): Promise<void> {
    await this.step('release').click()
    await this.dialog.getByRole('button', { name: this.#t('specs:signOff.release.confirm', { letter }) }).click()
    await expect(this.dialog).toHaveCount(0)
  }
}

const isStatement = (restated: object): restated is Readonly<{ words: string }> => 'words' in restated
