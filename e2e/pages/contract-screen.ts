import type { Locator, Page } from '@playwright/test'
import { texts, type Language } from '../texts'

/** The cloud contract of a revision as somebody sees and edits it. */
export class ContractScreen {
  readonly save: Locator
  readonly version: Locator
  /** The server has looked and found nothing wrong. */
  readonly good: Locator
  readonly conflict: Locator

  constructor(
    private readonly page: Page,
    private readonly language: Language,
  ) {
    const t = texts[language]
    this.save = page.getByRole('button', { name: t('specs:contract.editor.save') })
    this.version = page.getByLabel(t('specs:contract.field.version'))
    this.good = page.getByText(t('specs:contract.editor.good'))
    this.conflict = page.getByRole('region', { name: t('specs:contract.conflict.title') })
  }

  /** A channel in the editor. */
  channel(id: string): Locator {
    return this.page.getByRole('region', {
      name: texts[this.language]('specs:contract.editor.channelOf', { id }),
      exact: true,
    })
  }

  unfold(id: string): Promise<void> {
    return this.channel(id).getByRole('button', { expanded: false }).click()
  }

  act(what: 'up' | 'down' | 'duplicate' | 'remove', id: string): Locator {
    return this.page.getByRole('button', {
      name: texts[this.language](`specs:contract.editor.${what}`, { id }),
      exact: true,
    })
  }
}
