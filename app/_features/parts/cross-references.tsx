'use client'
import { useDebouncedCallback } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { IconArrowLeft, IconPlus } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip } from '@/app/_components/chip'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { notify } from '@/app/_components/notify'
import { onFirstUse } from '@/app/_components/on-first-use'
import { PageHeader } from '@/app/_components/page-header'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Skeleton, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { useViewer } from '@/app/_lib/viewer'
import { can } from '@/server/domains/orgs/policy'
import type { AppRouter } from '@/server/trpc/root'
import type { AddPairsDialogProps } from './add-pairs-dialog'
import classes from './cross-references.module.css'
import view from './part-view.module.css'

type Reference = inferRouterOutputs<AppRouter>['parts']['listCrossReferences']['items'][number]
const AddPairsDialog = onFirstUse<AddPairsDialogProps>(() =>
  import('./add-pairs-dialog').then((module) => module.AddPairsDialog),
)
const shows = ['current', 'contradicting', 'retired'] as const
const typingMs = 200

/** The reader's numbers beside those of their partners, to search, add to and retire. */
export function CrossReferences() {
  const { t } = useTranslation(['parts', 'common'])
  const trpc = useTRPC()
  const format = useFormat()
  const { org } = useViewer()
  const [filter, setFilter] = useState({ counterpartOrgId: '', search: '', show: 'current' as (typeof shows)[number] })
  const [adding, setAdding] = useState(false)
  const search = useDebouncedCallback((text: string) => setFilter((before) => ({ ...before, search: text })), typingMs)
  const partners = useQuery(trpc.parts.listCounterparts.queryOptions())
  const { counterpartOrgId, ...rest } = filter
  const pages = useInfiniteQuery(
    trpc.parts.listCrossReferences.infiniteQueryOptions(
      { ...rest, ...(counterpartOrgId === '' ? {} : { counterpartOrgId }) },
      { getNextPageParam: ({ next }) => next ?? undefined, placeholderData: keepPreviousData },
    ),
  )
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  const mayWrite = org !== null && can(org.role, 'parts:write')
  const filtered = counterpartOrgId !== '' || filter.search !== '' || filter.show !== 'current'
  const add = mayWrite && (partners.data?.length ?? 0) > 0 && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {t('crossReferences.add')}
    </Button>
  )
  return (
    <>
      <PageHeader
        above={
          <Link className={view.back} href={paths.parts()}>
            <IconArrowLeft size={15} aria-hidden /> {t('part.back')}
          </Link>
        }
        title={t('crossReferences.title')}
        hint={t('crossReferences.hint')}
        actions={add}
      />
      <div className={`${classes.tools} no-print`}>
        <TextInput
          type="search"
          label={t('crossReferences.search')}
          onChange={(event) => search(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('crossReferences.partner')}
          data={[
            { value: '', label: t('crossReferences.anyPartner') },
            ...(partners.data ?? []).map((each) => ({ value: each.id, label: format.org(each) })),
          ]}
          value={counterpartOrgId}
          onChange={({ currentTarget: { value } }) => setFilter((before) => ({ ...before, counterpartOrgId: value }))}
        />
        <NativeSelect
          label={t('crossReferences.show')}
          data={shows.map((each) => ({ value: each, label: t(`crossReferences.state.${each}`) }))}
          value={filter.show}
          onChange={({ currentTarget: { value } }) =>
            setFilter((before) => ({ ...before, show: shows.find((each) => each === value) ?? 'current' }))
          }
        />
      </div>
      <ErrorNotice error={pages.error ?? partners.error} onRetry={() => void pages.refetch()} />
      {pages.isPending && <Skeleton height={200} />}
      {pages.isSuccess && items.length === 0 && (
        <EmptyState
          title={t(filtered ? 'crossReferences.noneFound' : 'crossReferences.none')}
          action={!filtered && add}
        >
          {!filtered && t(partners.data?.length === 0 ? 'crossReferences.noPartner' : 'crossReferences.noneBody')}
        </EmptyState>
      )}
      {items.length > 0 && <Pairs items={items} mayWrite={mayWrite} />}
      {pages.hasNextPage && (
        <div className={classes.more}>
          <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('common:actions.more')}
          </Button>
        </div>
      )}
      <AddPairsDialog partners={partners.data ?? []} opened={adding} onClose={() => setAdding(false)} />
    </>
  )
}

function Pairs({ items, mayWrite }: { items: readonly Reference[]; mayWrite: boolean }) {
  const { t } = useTranslation('parts')
  const format = useFormat()
  const [retiring, setRetiring] = useState<Reference | null>(null)
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            {(['own', 'theirs', 'partner', 'learned'] as const).map((key) => (
              <th key={key} scope="col">
                {t(`crossReferences.${key}`)}
              </th>
            ))}
            {mayWrite && (
              <th scope="col" className={classes.end}>
                {t('crossReferences.actions')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td>
                <NumberCell label={t('crossReferences.own')} number={item.own} name={item.ownName} />
              </td>
              <td>
                <NumberCell label={t('crossReferences.theirs')} number={item.theirs} name={item.theirsName} />
                {item.contradicted && <Chip tone="amber">{t('crossReferences.contradicted')}</Chip>}
                {item.retiredAt && <Chip tone="muted">{t('crossReferences.state.retired')}</Chip>}
              </td>
              <td>{format.org(item.counterpart)}</td>
              <td className={classes.faint}>
                {t('crossReferences.by', {
                  origin: t(`crossReferences.origin.${item.origin}`),
                  person: item.by ? format.person(item.by) : '',
                  day: format.day(item.createdAt),
                })}
              </td>
              {mayWrite && (
                <td className={classes.end}>
                  {item.retiredAt === null && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`${t('crossReferences.retire')}: ${item.own} = ${item.theirs}`}
                      onClick={() => setRetiring(item)}
                    >
                      {t('crossReferences.retire')}
                    </Button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {retiring && <RetireDialog item={retiring} onClose={() => setRetiring(null)} />}
    </>
  )
}

const NumberCell = ({ label, number, name }: { label: string; number: string; name: string }) => (
  <span className={classes.number}>
    <span>
      <span className={`${classes.label} ${classes.faint}`}>{label}</span>
      <span className="mono">{number}</span>
    </span>
    {name !== '' && <span className={classes.faint}>{name}</span>}
  </span>
)

function RetireDialog({ item, onClose }: { item: Reference; onClose: () => void }) {
  const { t } = useTranslation('parts')
  const trpc = useTRPC()
  const client = useQueryClient()
  const retire = useMutation(
    trpc.parts.retireCrossReference.mutationOptions({
      onSuccess: async () => {
        notify({ message: t('crossReferences.retired') })
        await client.invalidateQueries({ queryKey: trpc.parts.pathKey() })
        onClose()
      },
    }),
  )
  return (
    <Dialog opened onClose={onClose} title={t('crossReferences.retireTitle')}>
      <Stack>
        <ErrorNotice error={retire.error} />
        <Text>{t('crossReferences.retireBody', { own: item.own, theirs: item.theirs })}</Text>
        <DialogActions onClose={onClose}>
          <Button loading={retire.isPending} onClick={() => retire.mutate({ crossReferenceId: item.id })}>
            {t('crossReferences.retire')}
          </Button>
        </DialogActions>
      </Stack>
    </Dialog>
  )
}
