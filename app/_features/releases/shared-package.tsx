'use client'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { Title } from '@/app/_components/ui/text'
import { useFileSize } from '@/app/_features/attachments/file-size'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import type { SharedPackage } from '@/server/domains/releases/queries/find-link'
import type { AskDialogProps } from './ask-dialog'
import { ItemList } from './item-list'
import classes from './package-page.module.css'
import { StaleLines } from './stale-lines'
import { useRecipient } from './use-recipient'
import { VerifySteps } from './verify-steps'

const AskDialog = onFirstUse<AskDialogProps>(() => import('./ask-dialog').then((module) => module.AskDialog))

/** A package as whoever holds a link sees it. That it must not be used is said in both languages, whoever reads. */
export function SharedPackageView({
  token,
  shared,
  warning,
}: {
  token: string
  shared: SharedPackage
  warning: readonly string[]
}) {
  const { t } = useTranslation('releases')
  const format = useFormat()
  const size = useFileSize()
  const recipient = useRecipient()
  const [asking, setAsking] = useState(false)
  const { product, brand, package: row, stale, withdrawn } = shared
  const href = paths.files.sharedPackage(token)
  const icon = <IconDownload size={16} aria-hidden />
  return (
    <div className={classes.page}>
      <Title order={1}>{t('share.title', { number: row.number })}</Title>
      <p className={classes.note}>
        {t('share.from', { brand: format.org(brand), product: `${product.code} ${format.text(product.name)}` })}{' '}
        {t('share.until', { day: format.day(shared.expires) })}
      </p>
      {warning.length > 0 && (
        <section className={classes.stop} role="alert">
          {warning.map((line) => (
            <h2 key={line}>{line}</h2>
          ))}
          {!withdrawn && <StaleLines stale={stale} />}
        </section>
      )}
      {!withdrawn && (
        <div className={classes.tools}>
          {stale.length === 0 ? (
            <Button component="a" href={href} download leftSection={icon}>
              {t('share.download')}
            </Button>
          ) : (
            <Button variant="default" leftSection={icon} onClick={() => setAsking(true)}>
              {t('share.downloadStale')}
            </Button>
          )}
        </div>
      )}
      <Panel title={t('package.what')}>
        <dl className={classes.facts}>
          <dt>{t('package.for')}</dt>
          <dd>{recipient(row.recipient)}</dd>
          <dt>{t('package.madeFrom')}</dt>
          <dd>
            {row.sources.map(({ number, name, letter }) => (
              <div key={number || name.en}>
                {t('list.letter', { name: `${number} ${format.text(name)}`.trim(), letter })}
              </div>
            ))}
          </dd>
          {row.issuedAt !== null && (
            <>
              <dt>{t('package.issued')}</dt>
              <dd>{format.day(row.issuedAt)}</dd>
            </>
          )}
          {row.size !== null && (
            <>
              <dt>{t('package.size')}</dt>
              <dd>{size(row.size)}</dd>
            </>
          )}
        </dl>
      </Panel>
      <ItemList items={row.items} />
      {row.contentHash !== null && <VerifySteps contentHash={row.contentHash} />}
      <AskDialog href={href} number={row.number} withdrawn={false} opened={asking} onClose={() => setAsking(false)} />
    </div>
  )
}
