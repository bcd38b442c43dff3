'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { TextLink } from '@/app/_components/text-link'
import { Button } from '@/app/_components/ui/button'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { PackageView } from '@/server/domains/releases/queries/get-package'
import { isBlank } from '@/server/kernel/bilingual'
import classes from './package-page.module.css'
import { StaleLines } from './stale-lines'

/** What keeps a package from being used, said before all else, with the way on. */
export function PackageNotices({ data }: { data: PackageView }) {
  const { t } = useTranslation('releases')
  const format = useFormat()
  const { state, stale, withdrawnAt, news } = data
  if (state === 'making') return <output className={classes.note}>{t('package.making')}</output>
  if (state === 'failed') return <Failed data={data} />
  if (state === 'withdrawn')
    return (
      <section className={classes.stop} role="alert">
        <h2>{t('package.withdrawnTitle')}</h2>
        {withdrawnAt !== null && <p>{t('package.withdrawn', { day: format.day(withdrawnAt) })}</p>}
        <Successor data={data} />
      </section>
    )
  if (stale.length === 0) return null
  return (
    <section className={classes.stop} role="alert">
      <h2>{t('package.supersededTitle')}</h2>
      <StaleLines stale={stale} />
      {news && !isBlank(news) && (
        <p className={classes.news}>
          {t('package.news')} {format.text(news)}
        </p>
      )}
      <Successor data={data} />
      <Remake data={data} />
    </section>
  )
}

function Successor({ data: { successor, productId } }: { data: PackageView }) {
  const { t } = useTranslation('releases')
  if (!successor) return null
  return (
    <p>
      <TextLink href={paths.package(productId, successor.id)}>
        {t('package.successor', { number: successor.number })}
      </TextLink>
    </p>
  )
}

/** The next package by the same recipe, where there is none yet. */
function Remake({ data }: { data: PackageView }) {
  const { t } = useTranslation('releases')
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const make = useMutation(
    trpc.releases.makePackage.mutationOptions({
      onSuccess: async ({ packageId }) => {
        await queryClient.invalidateQueries({ queryKey: trpc.releases.pathKey() })
        router.push(paths.package(data.productId, packageId))
      },
    }),
  )
  const { recipeId, mayRemake, mayEdit, successor } = data
  if (!mayEdit || recipeId === null || !mayRemake || successor) return null
  return (
    <>
      <ErrorNotice error={make.error} />
      <div className={classes.tools}>
        <Button loading={make.isPending} onClick={() => make.mutate({ recipeId })}>
          {t('package.remake')}
        </Button>
      </div>
    </>
  )
}

function Failed({ data }: { data: PackageView }) {
  const { t, i18n } = useTranslation('releases')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const retry = useMutation(
    trpc.releases.retryPackage.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.releases.pathKey() }),
    }),
  )
  const { failure, id, version, mayEdit } = data
  if (failure === null) return null
  const key = `errors:${failure.code}`
  const again = (unmarked: boolean) => retry.mutate({ packageId: id, version, unmarked })
  return (
    <section className={classes.stop} role="alert">
      <h2>{t('package.failedTitle')}</h2>
      {/* Which key it is comes from the server; counted codes exist with their plural only. */}
      <p>{i18n.t(key as 'errors:common.unexpected', { ...failure.params })}</p>
      {failure.files.length > 0 && (
        <ul>
          {failure.files.map(({ name, reason }) => (
            <li key={name}>
              {name} {t(`reason.${reason}`)}
            </li>
          ))}
        </ul>
      )}
      <ErrorNotice error={retry.error} />
      {mayEdit && (
        <div className={classes.tools}>
          <Button variant="default" loading={retry.isPending} onClick={() => again(false)}>
            {t('package.retry')}
          </Button>
          {failure.files.length > 0 && (
            <Button variant="default" loading={retry.isPending} onClick={() => again(true)}>
              {t('package.retryUnmarked')}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}
