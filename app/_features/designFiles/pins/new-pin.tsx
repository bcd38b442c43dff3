'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { SidePanel } from '@/app/_components/side-panel'
import { NativeSelect } from '@/app/_components/ui/field'
import { AskForm } from '@/app/_features/threads/ask'
import { useTRPC } from '@/app/_lib/trpc'
import { inMm } from '../viewer/camera'
import classes from './pin-panel.module.css'
import type { PinPlace, Pins } from './use-pins'

export type NewPinProps = Readonly<{
  productId: string
  draft: PinPlace
  pins: Pins
  /** Layers the pin may belong to, by what they are called; none where there is no choice. */
  layers: readonly Readonly<{ key: string; label: string; fileId: string; member: string }>[]
}>

/** The first words of a new pin, and whom they are for. */
export function NewPin({ productId, draft, pins, layers }: NewPinProps) {
  const { t } = useTranslation('designViewer')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const place = useMutation(
    trpc.designFiles.placePin.mutationOptions({
      retry: (count, error) => count < 2 && !error.data,
      onSuccess: async ({ pinId }) => {
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: trpc.designFiles.pathKey() }),
          queryClient.invalidateQueries(trpc.threads.pathFilter()),
        ])
        pins.choose(pinId)
      },
    }),
  )
  const { anchor, fileId } = draft
  return (
    <SidePanel label={t('pin.new')} title={t('pin.new')} closeLabel={t('pin.close')} onClose={pins.drop}>
      <div className={classes.body}>
        {anchor.kind === 'board' && (
          <>
            <p className={classes.facts}>{t('pin.where', { x: inMm(anchor.x), y: inMm(anchor.y) })}</p>
            {layers.length > 1 && (
              <NativeSelect
                size="sm"
                label={t('pin.on')}
                value={layers.find((layer) => layer.fileId === fileId && layer.member === anchor.layer)?.key ?? ''}
                data={layers.map(({ key, label }) => ({ value: key, label }))}
                onChange={({ currentTarget: { value } }) => {
                  const layer = layers.find(({ key }) => key === value)
                  if (layer) pins.redraft({ fileId: layer.fileId, anchor: { ...anchor, layer: layer.member } })
                }}
              />
            )}
          </>
        )}
        {anchor.kind === 'page' && <p className={classes.facts}>{t('pin.page', { page: anchor.page })}</p>}
        <AskForm
          productId={productId}
          kind="designPin"
          draftKey={`pin ${fileId}`}
          pending={place.isPending}
          error={place.error}
          autoFocus
          minRows={3}
          onSend={async (asked) => {
            await place.mutateAsync({ ...asked, ...draft })
          }}
        />
      </div>
    </SidePanel>
  )
}
