'use client'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { PageHeader } from '@/app/_components/page-header'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { Skeleton } from '@/app/_components/ui/layout'
import { Anchor } from '@/app/_components/ui/text'
import { Shores } from '@/app/_features/calendars/shores'
import { MyFindings } from '@/app/_features/boms/finding-list'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { useViewer } from '@/app/_lib/viewer'
import { can } from '@/server/domains/orgs/policy'
import { OpenQuestions } from './open-questions'
import { PendingInvitations } from './pending-invitations'
import { ProductRows } from './product-rows'
import classes from './home.module.css'

/** The start page: what waits for the reader, their products, and what time it is for everyone involved. */
export function Home() {
  const { t } = useTranslation('products')
  const trpc = useTRPC()
  const format = useFormat()
  const { org } = useViewer()
  const products = useQuery(trpc.products.listProducts.queryOptions({ limit: 8 }))
  const questions = useQuery(trpc.threads.listOpen.queryOptions({ limit: 8 }))
  const places = useQuery(trpc.products.listPlaces.queryOptions())
  const items = products.data?.items ?? []
  const started = items.length > 0
  return (
    <>
      <PageHeader title={org ? format.org(org) : t('home.title')} />
      <div className={classes.layout}>
        <div className={classes.column}>
          <PendingInvitations />
          <ErrorNotice error={products.error ?? questions.error} onRetry={() => void products.refetch()} />
          {products.isSuccess && !started && <Start />}
          <MyFindings />
          {started && (
            <Panel title={t('home.questions')} flush>
              {questions.data ? <OpenQuestions list={questions.data} /> : <Skeleton height={96} m="md" />}
            </Panel>
          )}
          {started && (
            <section aria-labelledby="home-products">
              <div className={classes.head}>
                <h2 className={classes.title} id="home-products">
                  {t('home.products')}
                </h2>
                <Anchor component={Link} href={paths.products()} size="sm">
                  {t('home.allProducts')}
                </Anchor>
              </div>
              <ProductRows items={items} />
            </section>
          )}
          {products.isPending && <Skeleton height={200} />}
        </div>
        <aside className={classes.side}>
          <Panel title={t('home.shores')}>
            <Shores
              own={format.timeZone}
              places={(places.data ?? []).map((place) => ({ ...place, key: place.id, name: format.org(place) }))}
            />
          </Panel>
        </aside>
      </div>
    </>
  )
}

/** The first step of a brand, or of a manufacturer that no brand has let in yet. */
function Start() {
  const { t } = useTranslation('products')
  const { org } = useViewer()
  if (org?.kind === 'brand') {
    return (
      <EmptyState
        title={t('home.brandEmpty')}
        action={
          can(org.role, 'products:create') && (
            <Button component={Link} href={paths.newProduct()}>
              {t('list.new')}
            </Button>
          )
        }
      >
        {t('home.brandEmptyBody')}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={t('home.factoryEmpty')}
      action={
        <Button component={Link} href={paths.settings.organization()} variant="default">
          {t('list.improveListing')}
        </Button>
      }
    >
      {t('home.factoryEmptyBody')}
    </EmptyState>
  )
}
