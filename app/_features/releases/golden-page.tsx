'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onFirstUse } from '@/app/_components/on-first-use'
import { PageHeader } from '@/app/_components/page-header'
import { Panel } from '@/app/_components/panel'
import { Row, Rows } from '@/app/_components/rows'
import { Button } from '@/app/_components/ui/button'
import { Text } from '@/app/_components/ui/text'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { GoldenView } from '@/server/domains/releases/queries/get-golden'
import { shortHash } from '@/server/domains/releases/rules/golden-parts'
import { GoldenBadge } from './golden-badge'
import type { GoldenDialogProps } from './golden-dialogs'
import { GapLines, Gaps } from './golden-gaps'
import { GoldenParts } from './golden-parts'
import { ItemList } from './item-list'
import classes from './package-page.module.css'
import { VerifySteps } from './verify-steps'

type Step = 'propose' | 'sign' | 'withdraw'
const GoldenDialog = onFirstUse<GoldenDialogProps>(() =>
  import('./golden-dialogs').then((module) => module.GoldenDialog),
)

/** One golden package: its parts and what is missing, its hash and who signed it. */
export function GoldenPage({ goldenId }: { goldenId: string }) {
  const { t } = useTranslation('releases')
  const format = useFormat()
  const trpc = useTRPC()
  const { data } = useSuspenseQuery({
    ...trpc.releases.getGolden.queryOptions({ goldenId }),
    refetchInterval: ({ state }) => (state.data?.contentHash && state.data.size === null ? 2_000 : false),
  })
  const [step, setStep] = useState<Step | null>(null)
  const { state, mayEdit, contentHash, size } = data
  const draft = state === 'draft'
  const live = draft || state === 'proposed' || state === 'signed'
  const blocked = data.gaps.some(({ weight }) => weight === 'stop')
  return (
    <div className={classes.page}>
      <PageHeader
        title={
          <>
            {data.number}{' '}
            <span className={classes.number}>
              {data.partner && t('golden.with', { name: format.org(data.partner) })}
            </span>
          </>
        }
        hint={<GoldenBadge state={state} overtaken={data.overtaken.length > 0} />}
        actions={
          <>
            {data.maySign && <Button onClick={() => setStep('sign')}>{t('golden.sign')}</Button>}
            {draft && mayEdit && (
              <Button disabled={blocked} onClick={() => setStep('propose')}>
                {t('golden.propose')}
              </Button>
            )}
            {data.mayDownload && (
              <Button
                component="a"
                variant="default"
                href={paths.files.golden(data.id)}
                download
                leftSection={<IconDownload size={16} aria-hidden />}
              >
                {t('golden.download')}
              </Button>
            )}
            {live && mayEdit && (
              <Button variant="default" onClick={() => setStep('withdraw')}>
                {t('golden.withdraw')}
              </Button>
            )}
          </>
        }
      />
      <Notices data={data} />
      {contentHash !== null && (
        <>
          <Panel title={t('golden.hash')}>
            <div className={classes.short}>{shortHash(contentHash)}</div>
            <Text c="dimmed">{t('golden.hashHint')}</Text>
            {size === null && (
              <output>{t(state === 'proposed' ? 'golden.archivingToSign' : 'golden.archiving')}</output>
            )}
          </Panel>
          <Signatures data={data} />
        </>
      )}
      {draft && data.owner && <Gaps data={data} />}
      <GoldenParts data={data} />
      {data.accepted.length > 0 && (
        <Panel title={t('golden.without')}>
          <GapLines gaps={data.accepted} />
        </Panel>
      )}
      {contentHash !== null && (
        <>
          <VerifySteps contentHash={contentHash} />
          <ItemList
            items={data.items.map(({ path, sha256, size: bytes }) => ({
              ...{ path, source: null, issued: sha256, size: bytes, marked: false },
            }))}
          />
          <Downloads data={data} />
        </>
      )}
      {step !== null && <GoldenDialog golden={data} step={step} opened onClose={() => setStep(null)} />}
    </div>
  )
}

function Notices({ data: { state, overtaken } }: { data: GoldenView }) {
  const { t } = useTranslation('releases')
  if (state === 'withdrawn' || state === 'superseded')
    return (
      <section className={classes.stop} role="alert">
        <h2>{t(state === 'withdrawn' ? 'golden.withdrawnNote' : 'golden.supersededNote')}</h2>
      </section>
    )
  if (overtaken.length === 0) return null
  return (
    <section className={classes.stop} role="alert">
      <h2>{t('golden.overtaken')}</h2>
      <p>{t('golden.overtakenBody')}</p>
      <GapLines gaps={overtaken} />
    </section>
  )
}

function Signatures({ data: { signatures, brand, partner } }: { data: GoldenView }) {
  const { t } = useTranslation('releases')
  const format = useFormat()
  return (
    <Panel title={t('golden.signaturesTitle')} flush>
      <Rows>
        {signatures.map(({ brand: ofBrand, signed }) => {
          const side = ofBrand ? brand : partner
          return (
            <Row
              key={String(ofBrand)}
              main={side ? format.org(side) : ''}
              faint={
                signed
                  ? t('golden.signedBy', { name: format.person(signed.person), when: format.moment(signed.at) })
                  : t('golden.notSigned')
              }
            />
          )
        })}
      </Rows>
    </Panel>
  )
}

function Downloads({ data: { downloads } }: { data: GoldenView }) {
  const { t } = useTranslation('releases')
  const format = useFormat()
  if (downloads.length === 0) return null
  return (
    <Panel title={t('golden.downloads')} flush>
      <Rows>
        {downloads.map(({ id, at, person, org }) => (
          <Row key={id} main={format.person(person)} faint={`${format.org(org)} · ${format.moment(at)}`} />
        ))}
      </Rows>
    </Panel>
  )
}
