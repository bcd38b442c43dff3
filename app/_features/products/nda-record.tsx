'use client'
import { IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '@/app/_components/page-header'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import { BothTimes } from '@/app/_features/calendars/both-times'
import { languageTags } from '@/locales/config'
import type { NdaRecordView } from '@/server/domains/products/queries/nda-records'
import { NdaText } from './nda-text'
import classes from './nda-record.module.css'

/** The proof of an accepted undertaking, on screen and on paper: who, when, from where, and the very text. */
export function NdaRecord({ record }: { record: NdaRecordView }) {
  const { t } = useTranslation(['products', 'common'])
  const facts = [
    [t('ndaRecord.signer'), record.signerName],
    [t('ndaRecord.signerTitle'), record.signerTitle],
    [t('ndaRecord.account'), record.email],
    [t('ndaRecord.time'), <BothTimes key="time" instant={record.acceptedAt} zones={['Asia/Shanghai', 'UTC']} year />],
    [t('ndaRecord.ip'), record.ip],
    [t('ndaRecord.language'), t(`common:language.${record.language}`)],
    [t('ndaRecord.version'), record.ndaVersion],
    [
      t('ndaRecord.hash'),
      <code key="hash" className={classes.hash}>
        {record.textHash}
      </code>,
    ],
  ] as const
  return (
    <div className={classes.page}>
      <PageHeader
        title={t('ndaRecord.title')}
        actions={
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} stroke={1.6} aria-hidden />}
            onClick={() => window.print()}
          >
            {t('ndaRecord.print')}
          </Button>
        }
      />
      <dl className={classes.facts}>
        {facts
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label} className={classes.fact}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {record.intact ? (
        <p className={classes.intact}>{t('ndaRecord.intact')}</p>
      ) : (
        <Alert color="red">{t('ndaRecord.broken')}</Alert>
      )}
      <div className={classes.paper} lang={languageTags[record.language]}>
        <NdaText text={record.text} />
      </div>
    </div>
  )
}
