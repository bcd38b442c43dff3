'use client'
import { useTranslation } from 'react-i18next'
import { Panel } from '@/app/_components/panel'
import { Row, Rows } from '@/app/_components/rows'
import { Text } from '@/app/_components/ui/text'
import { useFormat } from '@/app/_lib/format'
import type { PackageView } from '@/server/domains/releases/queries/get-package'

/** Who took a package, and when. */
export function DownloadLog({ downloads }: Pick<PackageView, 'downloads'>) {
  const { t } = useTranslation('releases')
  const format = useFormat()
  if (downloads.length === 0)
    return (
      <Panel title={t('downloads.title')}>
        <Text c="dimmed">{t('downloads.none')}</Text>
      </Panel>
    )
  return (
    <Panel title={t('downloads.title')} flush>
      <Rows>
        {downloads.map(({ id, person, org, link, at, superseded }) => (
          <Row
            key={id}
            main={person ? format.person(person) : t('downloads.byLink', { name: link ?? '' })}
            faint={[
              ...(org ? [format.org(org)] : []),
              format.moment(at),
              ...(superseded ? [t('downloads.superseded')] : []),
            ].join(' · ')}
          />
        ))}
      </Rows>
    </Panel>
  )
}
