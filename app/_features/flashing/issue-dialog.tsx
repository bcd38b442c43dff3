'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogActions } from '@/app/_components/dialog-actions'
import { DialogOpened } from '@/app/_components/dialog-opened'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { notify } from '@/app/_components/notify'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import { Checkbox } from '@/app/_components/ui/choices'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Columns, Stack } from '@/app/_components/ui/layout'
import { Textarea } from '@/app/_components/ui/textarea'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { FlashOffer } from '@/server/domains/flashing/queries/offer'
import { isSoundBlock, longestNotes, longestSerial, serialAt } from '@/server/domains/flashing/rules/serials'
import { Refusals } from '../firmware/refusals'
import { Commands } from './command-panel'

export type IssueDialogProps = Readonly<{
  productId: string
  promotionId: string
  version: string
  opened: boolean
  onClose: () => void
}>

/** Gives what is in force to a factory: how it is flashed stands here before it goes out. */
export function IssueDialog({ productId, promotionId, version, opened, onClose }: IssueDialogProps) {
  const { t } = useTranslation('flashing')
  const offer = useQuery({ ...useTRPC().flashing.offerPackage.queryOptions({ promotionId }), enabled: opened })
  return (
    <DialogOpened opened={opened} onClose={onClose} title={t('issue.title', { version })} size="lg">
      <ErrorNotice error={offer.error} />
      {offer.data && <IssueForm productId={productId} promotionId={promotionId} offer={offer.data} onClose={onClose} />}
    </DialogOpened>
  )
}

type FormProps = Readonly<{ productId: string; promotionId: string; offer: FlashOffer; onClose: () => void }>

function IssueForm({ productId, promotionId, offer, onClose }: FormProps) {
  const { t } = useTranslation('flashing')
  const trpc = useTRPC()
  const format = useFormat()
  const router = useRouter()
  const client = useQueryClient()
  const [begun] = offer.factories
  const [factory, setFactory] = useState(begun?.id ?? '')
  const [numbered, setNumbered] = useState(Boolean(begun?.next))
  const [prefix, setPrefix] = useState(begun?.next?.prefix ?? '')
  const [first, setFirst] = useState(String(begun?.next?.first ?? 1))
  const [digits, setDigits] = useState(String(begun?.next?.digits ?? 6))
  const [count, setCount] = useState('100')
  const [notes, setNotes] = useState({ en: '', zh: '' })
  const block = {
    prefix: prefix.trim().toUpperCase(),
    first: Number(first),
    count: Number(count),
    digits: Number(digits),
  }
  const sound = isSoundBlock(block)
  const issue = useMutation(
    trpc.flashing.issuePackage.mutationOptions({
      onSuccess: async ({ packageId, number }) => {
        notify({ message: t('issue.issued', { number }) })
        router.push(paths.flashPackage(productId, packageId))
        await client.invalidateQueries({ queryKey: trpc.flashing.pathKey() })
      },
    }),
  )
  if (offer.factories.length === 0)
    return (
      <Stack>
        <Alert color="yellow" variant="light">
          {t('issue.noFactory')}
        </Alert>
        <DialogActions onClose={onClose}>{null}</DialogActions>
      </Stack>
    )
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        issue.mutate({ promotionId, partnerOrgId: factory, serials: numbered ? block : null, notes })
      }}
    >
      <Stack>
        <p style={{ margin: 0 }}>
          {t('issue.what', { line: format.text(offer.line.name), version: offer.version, board: offer.boardRevision })}
        </p>
        {offer.doubts.length > 0 && (
          <Alert color="yellow" variant="light" title={t('issue.doubts')}>
            <Refusals refusals={offer.doubts} />
          </Alert>
        )}
        <NativeSelect
          label={t('issue.factory')}
          value={factory}
          data={offer.factories.map((each) => ({ value: each.id, label: format.org(each) }))}
          onChange={({ currentTarget: { value } }) => {
            setFactory(value)
            // Each factory has numbers of its own.
            const next = offer.factories.find(({ id }) => id === value)?.next
            if (!next) return
            setPrefix(next.prefix)
            setFirst(String(next.first))
            setDigits(String(next.digits))
          }}
        />
        <Checkbox
          label={t('issue.numbered')}
          checked={numbered}
          onChange={(event) => setNumbered(event.currentTarget.checked)}
        />
        {numbered && (
          <>
            <Columns narrow>
              <TextInput
                label={t('issue.prefix')}
                value={prefix}
                maxLength={longestSerial}
                onChange={(event) => setPrefix(event.currentTarget.value)}
              />
              <TextInput
                label={t('issue.first')}
                inputMode="numeric"
                value={first}
                onChange={(event) => setFirst(event.currentTarget.value)}
              />
              <TextInput
                label={t('issue.digits')}
                inputMode="numeric"
                value={digits}
                onChange={(event) => setDigits(event.currentTarget.value)}
              />
              <TextInput
                label={t('issue.count')}
                inputMode="numeric"
                value={count}
                onChange={(event) => setCount(event.currentTarget.value)}
              />
            </Columns>
            {sound && (
              <p className="mono" style={{ margin: 0 }}>
                {t('issue.range', { first: serialAt(block, 0), last: serialAt(block, block.count - 1) })}
              </p>
            )}
          </>
        )}
        <Columns narrow>
          {(['en', 'zh'] as const).map((language) => (
            <Textarea
              key={language}
              label={t(`issue.notes.${language}`)}
              lang={language === 'en' ? 'en' : 'zh-CN'}
              maxLength={longestNotes}
              minRows={2}
              value={notes[language]}
              onChange={(event) => setNotes({ ...notes, [language]: event.currentTarget.value })}
            />
          ))}
        </Columns>
        <section aria-label={t('issue.commands')}>
          <strong>{t('issue.commands')}</strong>
          <Commands plan={offer.plan} />
        </section>
        <ErrorNotice error={issue.error} />
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={issue.isPending} disabled={numbered && !sound}>
            {t('issue.confirm')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
