'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '@/app/_components/link-button'
import { PageHeader } from '@/app/_components/page-header'
import { Panel } from '@/app/_components/panel'
import { TextLink } from '@/app/_components/text-link'
import { Stack } from '@/app/_components/ui/layout'
import { Anchor, Text } from '@/app/_components/ui/text'
import { formatFor, useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { isCommonCountry } from '@/server/domains/orgs/rules/places'
import classes from './directory.module.css'

/** One listed manufacturer, in both languages, with what to do to work with them. */
export function ManufacturerView({ orgId, now }: { orgId: string; now: Date }) {
  const { t } = useTranslation('orgs')
  const format = useFormat()
  const { data: org } = useSuspenseQuery(useTRPC().orgs.getManufacturer.queryOptions({ orgId }))
  const name = format.org(org)
  const other = name === org.legalNameEn ? org.legalNameZh : org.legalNameEn
  const country = isCommonCountry(org.country) ? t(`country.${org.country}`) : org.country
  const facts = [
    { label: t('field.city'), value: [org.city, country].filter(Boolean).join(' · ') },
    { label: t('directory.localTime'), value: formatFor(format.locale, org.timeZone).moment(now) },
    { label: t('field.currency'), value: org.currency },
    ...(org.uscc ? [{ label: t('directory.uscc'), value: <span className="mono">{org.uscc}</span> }] : []),
    ...(org.website
      ? [
          {
            label: t('directory.website'),
            value: (
              <Anchor href={org.website} target="_blank" rel="noopener noreferrer nofollow" underline="always">
                {org.website.replace(/^https?:\/\//, '')}
              </Anchor>
            ),
          },
        ]
      : []),
  ]
  return (
    <Stack gap="md">
      <PageHeader
        above={<TextLink href={paths.manufacturers()}>{t('directory.title')}</TextLink>}
        title={name}
        hint={other || undefined}
      />
      <Panel title={t('field.about')}>
        {org.about ? (
          <Text className={classes.prose}>{format.text(org.about)}</Text>
        ) : (
          <Text c="dimmed">{t('directory.noAbout')}</Text>
        )}
      </Panel>
      <Panel title={t('organization.identity')}>
        <dl className={classes.facts}>
          {facts.map(({ label, value }) => (
            <div key={label} style={{ display: 'contents' }}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Panel>
      <Panel>
        <Stack gap="sm" align="flex-start">
          <Text>{t('directory.invite')}</Text>
          <LinkButton href={paths.products()} variant="default">
            {t('directory.products')}
          </LinkButton>
        </Stack>
      </Panel>
    </Stack>
  )
}
