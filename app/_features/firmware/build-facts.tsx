'use client'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { Hash } from '@/app/_components/hash'
import { useFileSize } from '@/app/_features/attachments/file-size'
import { useFormat } from '@/app/_lib/format'
import type { FirmwareBuildView } from '@/server/domains/firmware/queries/get-build'
import { isBlank } from '@/server/kernel/bilingual'
import classes from './facts.module.css'

/** Where a build comes from, what is new in it, and what it says it runs on. */
export function BuildFacts({ build }: { build: FirmwareBuildView }) {
  const { t } = useTranslation('firmware')
  const format = useFormat()
  const size = useFileSize()
  const { compatibility: fits, createdBy, pushedWith, ciRun, registeredAt, notes } = build
  const listed = (texts: readonly string[]) => (texts.length === 0 ? t('fits.unstated') : texts.join(', '))
  return (
    <>
      {!isBlank(notes) && (
        <p className={classes.notes}>
          <BilingualWords text={notes} both />
        </p>
      )}
      <dl className={classes.facts}>
        <Fact label={t('add.commit')}>
          <span className={classes.mono}>{build.gitCommit}</span>
        </Fact>
        <Fact label={t('build.content')}>
          <Hash sha256={build.contentHash} name={build.version} />
        </Fact>
        {createdBy && (
          <Fact label={t('build.origin')}>
            {pushedWith === null
              ? format.person(createdBy)
              : t('build.pushedBy', { name: format.person(createdBy), tool: pushedWith })}
            {ciRun !== null && (
              <>
                {' '}
                <a className={classes.link} href={ciRun} rel="noreferrer noopener" target="_blank">
                  {t('add.ciRun')}
                </a>
              </>
            )}
          </Fact>
        )}
        {registeredAt && <Fact label={t('build.registeredAt')}>{format.moment(registeredAt)}</Fact>}
        <Fact label={t('build.size')}>{size(build.bytes)}</Fact>
        {build.secureVersion !== null && <Fact label={t('build.secureLabel')}>{build.secureVersion}</Fact>}
        <Fact label={t('fits.boards')}>{listed(fits.boardRevisions)}</Fact>
        <Fact label={t('fits.boms')}>{listed(fits.bomRevisions)}</Fact>
        {fits.variants.length > 0 && <Fact label={t('fits.variants')}>{listed(fits.variants)}</Fact>}
        <Fact label={t('fits.contract')}>{fits.contractVersion ?? t('fits.unstated')}</Fact>
        {fits.bootloader !== null && <Fact label={t('fits.bootloader')}>{fits.bootloader}</Fact>}
      </dl>
    </>
  )
}

export const Fact = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)
