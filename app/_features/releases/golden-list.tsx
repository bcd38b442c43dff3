'use client'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { GoldenSummary } from '@/server/domains/releases/queries/list-goldens'
import { shortHash } from '@/server/domains/releases/rules/golden-parts'
import { GoldenBadge } from './golden-badge'
import classes from './package-list.module.css'
import form from './link-panel.module.css'

/** What is built, as it was agreed with each factory. */
export function GoldenList({ productId }: { productId: string }) {
  const { t } = useTranslation('releases')
  const trpc = useTRPC()
  const { data } = useSuspenseQuery(trpc.releases.listGoldens.queryOptions({ productId }))
  const { goldens, partners, mayEdit, owner } = data
  const create = mayEdit && partners.length > 0 && <NewGolden productId={productId} partners={partners} />
  return (
    <div className={classes.page}>
      {goldens.length === 0 ? (
        <EmptyState title={t('golden.emptyTitle')} action={create || undefined}>
          {t(owner ? 'golden.emptyBody' : 'golden.emptyPartner')}
        </EmptyState>
      ) : (
        <>
          {create && <Panel title={t('golden.new')}>{create}</Panel>}
          <Panel title={t('golden.title')} flush>
            <ul className={classes.list}>
              {goldens.map((golden) => (
                <li key={golden.id}>
                  <GoldenRow productId={productId} golden={golden} />
                </li>
              ))}
            </ul>
          </Panel>
        </>
      )}
    </div>
  )
}

type Partner = Readonly<{ id: string; legalNameEn: string; legalNameZh: string }>

/** A draft with a factory, begun from everything in force. */
function NewGolden({ productId, partners }: { productId: string; partners: readonly Partner[] }) {
  const { t } = useTranslation('releases')
  const format = useFormat()
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [partnerOrgId, setPartner] = useState(partners[0]?.id ?? '')
  const assemble = useMutation(
    trpc.releases.assembleGolden.mutationOptions({
      onSuccess: async ({ goldenId }) => {
        await queryClient.invalidateQueries({ queryKey: trpc.releases.pathKey() })
        router.push(paths.golden(productId, goldenId))
      },
    }),
  )
  return (
    <>
      <Form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault()
          assemble.mutate({ productId, partnerOrgId })
        }}
      >
        <NativeSelect
          label={t('golden.newFor')}
          value={partnerOrgId}
          data={partners.map((partner) => ({ value: partner.id, label: format.org(partner) }))}
          onChange={({ currentTarget: { value } }) => setPartner(value)}
        />
        <Button type="submit" loading={assemble.isPending}>
          {t('golden.create')}
        </Button>
      </Form>
      <ErrorNotice error={assemble.error} />
    </>
  )
}

function GoldenRow({ productId, golden }: { productId: string; golden: GoldenSummary }) {
  const { t } = useTranslation('releases')
  const format = useFormat()
  const { id, number, state, contentHash, createdAt, proposedAt, signedAt, partner, signatures } = golden
  return (
    <Link className={classes.row} href={paths.golden(productId, id)}>
      <span className={classes.main}>
        <span className={classes.name}>{number}</span>
        <span>{t('golden.with', { name: format.org(partner) })}</span>
      </span>
      <span className={classes.state}>
        <GoldenBadge state={state} overtaken={golden.overtaken} />
      </span>
      <span className={classes.facts}>
        <span>
          {signedAt
            ? t('golden.signedOn', { day: format.day(signedAt) })
            : proposedAt
              ? t('golden.proposedOn', { day: format.day(proposedAt) })
              : t('golden.startedOn', { day: format.day(createdAt) })}
        </span>
        {state === 'proposed' && <span>{t('golden.signatures', { count: signatures })}</span>}
        {contentHash && <code>{shortHash(contentHash)}</code>}
      </span>
    </Link>
  )
}
