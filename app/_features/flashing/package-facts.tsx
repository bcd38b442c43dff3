'use client'
import { useTranslation } from 'react-i18next'
import { Panel } from '@/app/_components/panel'
import { useFileSize } from '@/app/_features/attachments/file-size'
import { useFormat } from '@/app/_lib/format'
import type { FlashPackageView } from '@/server/domains/flashing/queries/get-package'
import { comparedDigits } from '@/server/domains/flashing/rules/judgement'
import { serialAt } from '@/server/domains/flashing/rules/serials'
import classes from './package-page.module.css'

/** What a package is of, for whom, which numbers it gives out, and the hash every station must see. */
export function PackageFacts({ found }: { found: FlashPackageView }) {
  const { t } = useTranslation(['flashing', 'firmware'])
  const format = useFormat()
  const size = useFileSize()
  const { plan, serials, promotion, build, factory, issuedBy } = found
  const { sha256 } = plan.expected
  return (
    <>
      <Panel title={t('flashing:package.expected')}>
        <dl className={classes.facts}>
          <div className={classes.wide}>
            <dt>{plan.expected.name}</dt>
            <dd className={`mono ${classes.hash}`}>
              <strong>{sha256.slice(0, comparedDigits)}</strong>
              {sha256.slice(comparedDigits)}
            </dd>
          </div>
          <Fact name={t('flashing:package.board')} value={promotion.boardRevision} />
          <Fact name={t('flashing:package.channel')} value={t(`firmware:channel.${promotion.channel}`)} />
          <Fact name={t('flashing:package.commit')} value={build.gitCommit.slice(0, 12)} />
          <Fact
            name={t('flashing:package.serials')}
            value={
              serials === null
                ? t('flashing:package.noSerials')
                : t('flashing:package.serialsRange', {
                    ...{ first: serialAt(serials, 0), last: serialAt(serials, serials.count - 1) },
                    count: serials.count,
                  })
            }
          />
          {factory && <Fact name={t('flashing:package.factory')} value={format.org(factory)} />}
          {issuedBy && (
            <Fact
              name={t('flashing:package.issued')}
              value={t('flashing:package.issuedBy', {
                name: format.person(issuedBy),
                time: format.moment(found.issuedAt),
              })}
            />
          )}
        </dl>
      </Panel>
      <Panel title={t('flashing:package.files')} flush>
        <ul className={classes.files}>
          {plan.files.map((file) => (
            <li key={file.fileId}>
              <strong>{file.name}</strong>
              <span className={classes.faint}>{t(`flashing:role.${file.role}`)}</span>
              <span className={classes.faint}>{size(file.size)}</span>
              {file.address !== null && (
                <span className={classes.faint}>
                  {t('flashing:package.at', {
                    address: `0x${file.address.toString(16).toUpperCase().padStart(8, '0')}`,
                  })}
                </span>
              )}
              <span className={`mono ${classes.faint}`}>{file.sha256.slice(0, 8)}</span>
            </li>
          ))}
        </ul>
      </Panel>
    </>
  )
}

const Fact = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
)
