import { expect, type Page } from '@playwright/test'
import { paths } from '@/app/_lib/paths'
import { mailedPath } from '../fixtures/mailbox'
import { settled, visit } from './settled'
import { texts, type Language } from '../texts'

export const goodPassword = 'copper lattice harbour 48'

/** Everything in front of the portal: signing up, signing in, the first organisation. */
export class Account {
  readonly #t

  constructor(
    readonly page: Page,
    readonly language: Language,
  ) {
    this.#t = texts[language]
  }

  /** Signs up from nothing and follows the link of the mail, which goes on to `next`. */
  async signUp(email: string, name: { family: string; given: string }, next?: string): Promise<void> {
    const { page } = this
    const t = this.#t
    await visit(page, paths.signUp(next))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('people:signUp.title'))
    await this.fillPerson(email, name)
    await page.getByRole('button', { name: t('people:signUp.submit'), exact: true }).click()
    await expect(page.getByText(t('people:sent.title'))).toBeVisible()
    await visit(page, await mailedPath(email, 'confirmSignUp'))
    await page.getByRole('button', { name: t('people:confirm.submit') }).click()
    await expect(page).not.toHaveURL(/confirm-sign-up/)
  }

  async fillPerson(email: string, { family, given }: { family: string; given: string }): Promise<void> {
    const { page } = this
    const t = this.#t
    const suffix = this.language === 'zh' ? 'Zh' : 'En'
    await page.getByLabel(t(`people:names.family${suffix}`), { exact: true }).fill(family)
    await page.getByLabel(t(`people:names.given${suffix}`), { exact: true }).fill(given)
    const address = page.getByLabel(t('people:signIn.email'), { exact: true })
    if (await address.isEditable()) await address.fill(email)
    await this.password(t('people:password.label')).fill(goodPassword)
  }

  /** A password field; its label may carry a mark. */
  password(label: string) {
    return this.page.locator('input[type="password"]').and(this.page.getByLabel(label)).first()
  }

  async found(kind: 'brand' | 'manufacturer', name: { en?: string; zh?: string }): Promise<void> {
    const { page } = this
    const t = this.#t
    await expect(page).toHaveURL(new RegExp(paths.welcome()))
    await settled(page)
    await page.getByRole('radio', { name: new RegExp(`^${t(`common:orgKind.${kind}`)}`) }).check()
    if (name.en) await page.getByLabel(t('orgs:field.legalNameEn')).fill(name.en)
    if (name.zh) await page.getByLabel(t('orgs:field.legalNameZh')).fill(name.zh)
    await page.getByRole('button', { name: t('orgs:welcome.submit') }).click()
    await expect(page).not.toHaveURL((url) => url.pathname === paths.welcome())
  }
}
