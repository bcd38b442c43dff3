'use client'
import { useTranslation } from 'react-i18next'
import { Panel } from '@/app/_components/panel'
import { useFileSize } from '@/app/_features/attachments/file-size'
import { Hash } from '@/app/_components/hash'
import { useFormat } from '@/app/_lib/format'
import type { PackageView } from '@/server/domains/releases/queries/get-package'
import { sourceKinds } from '@/server/domains/releases/rules/sources'
import classes from './package-page.module.css'
import { useRecipient } from './use-recipient'

/** For whom a package is, what it was made from, by whom and when. */
export function PackageFacts({ data }: { data: PackageView }) {
  const { t } = useTranslation('releases')
  const format = useFormat()
  const size = useFileSize()
  const recipient = useRecipient()
  const { sources, maker, issuedAt, contentHash, number } = data
  return (
    <Panel title={t('package.what')}>
      <dl className={classes.facts}>
        <dt>{t('package.for')}</dt>
        <dd>
          {recipient(data.recipient)} · {t(`kind.${data.kind}`)}
          {data.recipient.contact !== '' && <> · {data.recipient.contact}</>}
        </dd>
        <dt>{t('package.madeFrom')}</dt>
        <dd>
          {sourceKinds.map((kind) => {
            const source = sources[kind]
            if (source === null) return null
            const name = `${t(`source.${kind}`)} ${source.number} ${format.text(source.name)}`.replace('  ', ' ')
            return <div key={kind}>{t('list.letter', { name, letter: source.letter })}</div>
          })}
        </dd>
        {maker && (
          <>
            <dt>{t('package.by')}</dt>
            <dd>{format.person(maker)}</dd>
          </>
        )}
        {issuedAt !== null && (
          <>
            <dt>{t('package.issued')}</dt>
            <dd>{format.moment(issuedAt)}</dd>
          </>
        )}
        {data.size !== null && (
          <>
            <dt>{t('package.size')}</dt>
            <dd>{size(data.size)}</dd>
          </>
        )}
        {contentHash !== null && (
          <>
            <dt>{t('package.contentHash')}</dt>
            <dd>
              <Hash sha256={contentHash} name={number} />
            </dd>
          </>
        )}
      </dl>
    </Panel>
  )
}
