'use client'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { notify } from '@/app/_components/notify'
import { Button, Loader } from '@/app/_components/ui/button'
import { Checkbox } from '@/app/_components/ui/choices'
import { Group, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useTRPC } from '@/app/_lib/trpc'
import type { FactField, FactsProposal } from '@/server/domains/parts/rules/propose-facts'
import { complianceStates, partLifecycles } from '@/server/domains/parts/lifecycle'
import type { FactsDialogProps } from './sources'
import { usePartChanged } from './use-part-changed'
import classes from './facts-dialog.module.css'

/** What the sources of parts data say, cell by cell. Nothing is taken over that was not ticked. */
export function FactsDialog({ source, opened, onClose }: FactsDialogProps) {
  const { t } = useTranslation('parts')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('fetch.title', { mpn: source.mpn })} size="lg">
      <FactsFound source={source} onClose={onClose} />
    </Dialog>
  )
}

function FactsFound({ source, onClose }: Omit<FactsDialogProps, 'opened'>) {
  const { t } = useTranslation('parts')
  const trpc = useTRPC()
  const asked = useMutation(trpc.parts.findFacts.mutationOptions())
  const begun = useRef(false)
  const { mutate } = asked
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    mutate({ manufacturerPartId: source.id })
  }, [mutate, source.id])
  return (
    <Stack gap="md">
      <ErrorNotice error={asked.error} onRetry={() => mutate({ manufacturerPartId: source.id })} />
      {asked.isPending && (
        <Group gap="sm">
          <Loader size="sm" aria-hidden />
          <output>{t('fetch.asking')}</output>
        </Group>
      )}
      {asked.data?.answers.map(({ provider, proposals, fault }) => (
        <section key={provider} className={classes.source}>
          {fault !== null && <Text>{t(`fetch.fault.${fault}`, { provider })}</Text>}
          {fault === null && proposals.length === 0 && <Text>{t('fetch.nothing', { provider })}</Text>}
          {proposals.map((proposal) => (
            <Proposal
              key={`${proposal.mpn} ${proposal.manufacturer}`}
              {...{ provider, proposal, onClose }}
              manufacturerPartId={source.id}
              version={asked.data.version}
            />
          ))}
        </section>
      ))}
    </Stack>
  )
}

type ProposalProps = Readonly<{
  provider: string
  proposal: FactsProposal
  manufacturerPartId: string
  version: number
  onClose: () => void
}>

function Proposal({ provider, proposal, manufacturerPartId, version, onClose }: ProposalProps) {
  const { t } = useTranslation('parts')
  const trpc = useTRPC()
  const { mpn, manufacturer, changes, offers, facts } = proposal
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const changed = usePartChanged(onClose)
  const accept = useMutation(
    trpc.parts.acceptFacts.mutationOptions({
      onSuccess: async () => {
        notify({ message: t('fetch.accepted') })
        await changed()
      },
    }),
  )
  const tick = (key: string, on: boolean) =>
    setTicked((before) => {
      const after = new Set(before)
      if (on) after.add(key)
      else after.delete(key)
      return after
    })
  const said = useSaid()
  const blank = (text: string) => (text === '' ? t('fetch.blank') : text)
  if (changes.length === 0 && offers.length === 0) return <Text>{t('fetch.same', { provider })}</Text>
  return (
    <Stack gap="xs">
      <h3 className={classes.heading}>{t('fetch.from', { provider, mpn, manufacturer })}</h3>
      <ErrorNotice error={accept.error} />
      {changes.map(({ field, from, to }) => (
        <Checkbox
          key={field}
          label={t('fetch.change', {
            field: t(`sheet.column.${field}`),
            from: blank(said(field, from)),
            to: said(field, to),
          })}
          checked={ticked.has(field)}
          onChange={(event) => tick(field, event.currentTarget.checked)}
        />
      ))}
      {offers.map(({ offer, replaces, changes: cells }) => {
        const key = `${offer.supplier} ${offer.sku}`
        return (
          <Checkbox
            key={key}
            label={`${key}${replaces === null ? ` (${t('fetch.offerNew')})` : ''}`}
            description={cells
              .map(({ field, from, to }) =>
                t('fetch.change', { field: t(`sheet.column.${field}`), from: blank(from), to }),
              )
              .join(' · ')}
            checked={ticked.has(key)}
            onChange={(event) => tick(key, event.currentTarget.checked)}
          />
        )
      })}
      <DialogActions onClose={onClose}>
        <Button
          loading={accept.isPending}
          disabled={ticked.size === 0}
          onClick={() =>
            accept.mutate({
              ...{ manufacturerPartId, version, provider },
              facts: Object.fromEntries(Object.entries(facts).filter(([field]) => ticked.has(field))),
              offers: offers
                .filter(({ offer }) => ticked.has(`${offer.supplier} ${offer.sku}`))
                .map(({ offer, replaces }) => ({ offer: { ...offer, breaks: [...offer.breaks] }, replaces })),
            })
          }
        >
          {t('fetch.accept', { count: ticked.size })}
        </Button>
      </DialogActions>
    </Stack>
  )
}

/** A cell in the reader's language where it is one of a few words. */
function useSaid() {
  const { t } = useTranslation('parts')
  return (field: FactField, text: string): string => {
    const lifecycle = partLifecycles.find((state) => state === text)
    if (field === 'lifecycle' && lifecycle) return t(`lifecycle.${lifecycle}`)
    const compliance = complianceStates.find((state) => state === text)
    return (field === 'rohs' || field === 'reach') && compliance ? t(`compliance.${compliance}`) : text
  }
}
