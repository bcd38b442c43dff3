'use client'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { useTRPC } from '@/app/_lib/trpc'
import type { DesignPin } from '@/server/domains/designFiles/queries/pins'
import type { PinAnchor } from '@/server/domains/designFiles/rules/pin'

/** A place that was pointed at, in one of the files on the screen. */
export type PinPlace = Readonly<{ fileId: string; anchor: PinAnchor }>

/** The pins of a revision, which of them is open, and the one that is being placed or moved. */
export function usePins(revisionId: string) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { data } = useSuspenseQuery(trpc.designFiles.listPins.queryOptions({ revisionId }))
  const chosenId = useSearchParams().get('pin')
  const [asking, setAsking] = useState<'place' | 'move' | null>(null)
  const [draft, setDraft] = useState<PinPlace | null>(null)
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: trpc.designFiles.pathKey() })
  const move = useMutation(trpc.designFiles.movePin.mutationOptions({ onSuccess }))
  const confirm = useMutation(trpc.designFiles.confirmPin.mutationOptions({ onSuccess }))
  const chosen = data.pins.find(({ id }) => id === chosenId) ?? null
  const choose = (pinId: string | null) => {
    setAsking(null)
    setDraft(null)
    const next = new URLSearchParams(window.location.search)
    if (pinId === null) next.delete('pin')
    else next.set('pin', pinId)
    const { pathname } = window.location
    window.history.pushState(null, '', next.size > 0 ? `${pathname}?${next}` : pathname)
  }
  return {
    ...data,
    chosen,
    choose,
    asking,
    ask: (what: 'place' | 'move' | null) => {
      if (what === 'place') choose(null)
      setAsking(what)
    },
    /** The new pin whose first words are being written. */
    draft,
    drop: () => setDraft(null),
    /** Takes the place that was asked for. */
    point: (place: PinPlace) => {
      setAsking(null)
      if (asking === 'place') setDraft(place)
      if (asking === 'move' && chosen && chosen.fileId === place.fileId)
        move.mutate({ pinId: chosen.id, version: chosen.version, ...place })
    },
    redraft: setDraft,
    confirm: (pin: DesignPin) => {
      if (pin.fileId !== null) confirm.mutate({ pinId: pin.id, version: pin.version, fileId: pin.fileId })
    },
    busy: move.isPending || confirm.isPending,
    error: move.error ?? confirm.error,
  }
}
export type Pins = ReturnType<typeof usePins>
