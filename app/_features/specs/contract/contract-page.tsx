'use client'
import { IconArrowLeft } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { beside } from '@/app/_components/beside'
import { EmptyState } from '@/app/_components/empty-state'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { Skeleton } from '@/app/_components/ui/layout'
import { useKept } from '@/app/_lib/use-kept'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import classes from './contract.module.css'
import type { Editing } from './draft'

const waiting = () => <Skeleton height={480} />
const ContractBody = beside(() => import('./contract-body').then((module) => module.ContractBody), waiting)
const ContractEditor = beside(() => import('./contract-editor').then((module) => module.ContractEditor), waiting)
const ContractStart = beside(
  () => import('./contract-start').then((module) => module.ContractStart),
  () => <Skeleton height={44} />,
)
const ContractDiff = beside(() => import('./contract-diff').then((module) => module.ContractDiff), waiting)

type Props = Readonly<{ productId: string; specId: string; revisionId: string | null }>

/** The cloud contract of one revision: to read for both sides, to edit for the brand while it is a draft. */
export function ContractPage({ productId, specId, revisionId: asked }: Props) {
  const { t } = useTranslation(['specs', 'products'])
  const trpc = useTRPC()
  const router = useRouter()
  const format = useFormat()
  const { data: spec } = useSuspenseQuery(trpc.specs.getSpec.queryOptions({ specId }))
  const shown = spec.revisions.find(({ id }) => id === (asked ?? spec.currentRevisionId)) ?? spec.revisions[0]
  const revisionId = shown?.id ?? ''
  const { data: stored } = useSuspenseQuery(trpc.specs.getContract.queryOptions({ revisionId }))
  const [kept, setKept] = useKept<Editing | null>(`contract ${revisionId}`, null, (value) => value === null)
  const [closed, setClosed] = useState(false)
  const [against, setAgainst] = useState('')
  if (!shown) return null
  const editable = spec.access.edit && shown.state === 'draft' && spec.archivedAt === null
  const translatable =
    spec.access.propose && shown.state === 'draft' && revisionId === spec.currentRevisionId && spec.archivedAt === null
  const editing = editable && kept !== null && !closed
  const labelOf = (revision: typeof shown) =>
    t('specs:contract.view.revisionOption', {
      number: revision.letter ?? revision.number,
      state: t(`specs:state.${revision.state}`),
    })
  const begin = async () => {
    setClosed(false)
    if (kept !== null || !stored) return
    // The forms of the editor come with it.
    const { toDraft } = await import('./draft')
    setKept({ base: stored.contract, version: stored.version, draft: toDraft(stored.contract) })
  }
  const others = spec.revisions.filter(({ id }) => id !== revisionId)
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <div className={classes.words}>
          <Button
            className={`${classes.back} no-print`}
            component={Link}
            href={paths.specRevision(productId, specId, revisionId)}
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconArrowLeft size={15} aria-hidden />}
          >
            {t('specs:compare.back')}
          </Button>
          <h1 className={classes.title}>{t('specs:contract.view.title')}</h1>
          <p className={classes.sub}>
            <span>
              {shown.head.number} {format.text(shown.head.name)}
            </span>
            {stored && <span>{t('specs:contract.view.version', { version: stored.contract.version })}</span>}
          </p>
        </div>
        <div className={`${classes.actions} no-print`}>
          <NativeSelect
            label={t('specs:contract.view.revision')}
            value={revisionId}
            onChange={({ currentTarget: { value } }) => {
              setAgainst('')
              router.push(paths.contract(productId, specId, value))
            }}
            data={spec.revisions.map((revision) => ({
              value: revision.id,
              label:
                revision.id === spec.releasedRevisionId && revision.state === 'released'
                  ? `${labelOf(revision)} (${t('specs:contract.view.inForce')})`
                  : labelOf(revision),
            }))}
          />
          {others.length > 0 && !editing && (
            <NativeSelect
              label={t('specs:contract.view.compare')}
              value={against}
              onChange={({ currentTarget: { value } }) => setAgainst(value)}
              data={[
                { value: '', label: t('specs:contract.view.compareNone') },
                ...others.map((revision) => ({ value: revision.id, label: labelOf(revision) })),
              ]}
            />
          )}
          {stored && !editing && (
            <Button component="a" variant="default" href={paths.files.contract(revisionId)} download>
              {t('specs:contract.view.export')}
            </Button>
          )}
          {editable && stored && !editing && (
            <Button onClick={() => void begin()}>
              {t(kept === null ? 'specs:contract.view.edit' : 'specs:contract.view.continue')}
            </Button>
          )}
        </div>
      </header>
      {editable && kept !== null && !editing && stored !== null && (
        <p className={classes.notice}>{t('specs:contract.view.draft')}</p>
      )}
      {editing ? (
        <ContractEditor
          productId={productId}
          revisionId={revisionId}
          language={shown.head.governingLanguage}
          stored={stored}
          editing={kept}
          onChange={setKept}
          onClose={() => setClosed(true)}
        />
      ) : against !== '' ? (
        <ContractDiff productId={productId} specId={specId} before={against} after={revisionId} />
      ) : stored ? (
        <ContractBody
          contract={stored.contract}
          standing={stored.standing}
          release={
            revisionId !== spec.releasedRevisionId ? null : shown.state === 'suspended' ? 'suspended' : 'inForce'
          }
          translatable={translatable ? { productId, specId } : null}
        />
      ) : (
        <EmptyState
          title={t('specs:contract.view.none')}
          action={
            editable ? (
              <ContractStart
                revisionId={revisionId}
                kept={kept !== null}
                onResume={() => setClosed(false)}
                onBegin={(editing) => {
                  setClosed(false)
                  setKept(editing)
                }}
              />
            ) : (
              <Button component={Link} variant="default" href={paths.product(productId)}>
                {t('products:tabs.overview')}
              </Button>
            )
          }
        >
          {t(
            editable
              ? 'specs:contract.view.noneWriter'
              : spec.access.side === 'brand'
                ? 'specs:contract.view.noneFrozen'
                : 'specs:contract.view.noneReader',
          )}
        </EmptyState>
      )}
    </div>
  )
}
