'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogActions } from '@/app/_components/dialog-actions'
import { DialogOpened } from '@/app/_components/dialog-opened'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Button } from '@/app/_components/ui/button'
import { Checkbox } from '@/app/_components/ui/choices'
import { Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useTRPC } from '@/app/_lib/trpc'
import type { GoldenView } from '@/server/domains/releases/queries/get-golden'
import { gapKey, shortHash } from '@/server/domains/releases/rules/golden-parts'
import { GapLines } from './golden-gaps'

export type GoldenDialogProps = Readonly<{
  golden: GoldenView
  step: 'propose' | 'sign' | 'withdraw'
  opened: boolean
  onClose: () => void
}>

/** A step that cannot be undone, and what it means. */
export function GoldenDialog({ golden, step, opened, onClose }: GoldenDialogProps) {
  const { t } = useTranslation('releases')
  const { number } = golden
  const Body = { propose: Propose, sign: Sign, withdraw: Withdraw }[step]
  return (
    <DialogOpened opened={opened} onClose={onClose} title={t(`golden.${step}Title`, { number })}>
      <Body golden={golden} onClose={onClose} />
    </DialogOpened>
  )
}

type BodyProps = Pick<GoldenDialogProps, 'golden' | 'onClose'>

function useDone(onClose: () => void) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return async () => {
    await queryClient.invalidateQueries({ queryKey: trpc.releases.pathKey() })
    onClose()
  }
}

function Propose({ golden, onClose }: BodyProps) {
  const { t } = useTranslation('releases')
  const trpc = useTRPC()
  const [agreed, setAgreed] = useState(false)
  const propose = useMutation(trpc.releases.proposeGolden.mutationOptions({ onSuccess: useDone(onClose) }))
  // What stood there when the dialog opened is what is proposed; what comes meanwhile is refused as changed.
  const [{ goldenId, version, gaps }] = useState({ goldenId: golden.id, version: golden.version, gaps: golden.gaps })
  return (
    <Stack>
      <Text>{t('golden.proposeBody')}</Text>
      {gaps.length > 0 && (
        <>
          <Text fw={600}>{t('golden.proposeWithout')}</Text>
          <GapLines gaps={gaps} />
          <Checkbox
            label={t('golden.agree')}
            checked={agreed}
            onChange={({ currentTarget: { checked } }) => setAgreed(checked)}
          />
        </>
      )}
      <ErrorNotice error={propose.error} />
      <DialogActions onClose={onClose}>
        <Button
          loading={propose.isPending}
          disabled={gaps.length > 0 && !agreed}
          onClick={() => propose.mutate({ goldenId, version, accepted: gaps.map(gapKey) })}
        >
          {t('golden.propose')}
        </Button>
      </DialogActions>
    </Stack>
  )
}

function Sign({ golden, onClose }: BodyProps) {
  const { t } = useTranslation('releases')
  const trpc = useTRPC()
  const [compared, setCompared] = useState(false)
  const sign = useMutation(trpc.releases.signGolden.mutationOptions({ onSuccess: useDone(onClose) }))
  const contentHash = golden.contentHash ?? ''
  return (
    <Stack>
      <Text>{t('golden.signBody', { short: shortHash(contentHash) })}</Text>
      {golden.accepted.length > 0 && (
        <>
          <Text fw={600}>{t('golden.without')}</Text>
          <GapLines gaps={golden.accepted} />
        </>
      )}
      <Checkbox
        label={t('golden.signConfirm')}
        checked={compared}
        onChange={({ currentTarget: { checked } }) => setCompared(checked)}
      />
      <ErrorNotice error={sign.error} />
      <DialogActions onClose={onClose}>
        <Button
          loading={sign.isPending}
          disabled={!compared}
          onClick={() => sign.mutate({ goldenId: golden.id, version: golden.version, contentHash })}
        >
          {t('golden.sign')}
        </Button>
      </DialogActions>
    </Stack>
  )
}

function Withdraw({ golden, onClose }: BodyProps) {
  const { t } = useTranslation('releases')
  const trpc = useTRPC()
  const withdraw = useMutation(trpc.releases.withdrawGolden.mutationOptions({ onSuccess: useDone(onClose) }))
  return (
    <Stack>
      <Text>{t('golden.withdrawBody')}</Text>
      <ErrorNotice error={withdraw.error} />
      <DialogActions onClose={onClose}>
        <Button
          color="red"
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate({ goldenId: golden.id, version: golden.version })}
        >
          {t('golden.withdraw')}
        </Button>
      </DialogActions>
    </Stack>
  )
}
