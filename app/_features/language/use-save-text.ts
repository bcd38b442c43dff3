'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '@/app/_lib/trpc'
import type { TranslatableKind } from '@/server/domains/language/rules/queue'
import type { WordKind as GateWordKind } from '@/server/domains/gates/rules/words'
import { textFields } from '@/server/domains/specs/rules/requirement'
import type { WordKind as SpecWordKind } from '@/server/domains/specs/rules/words'
import { otherLanguage } from '@/server/kernel/bilingual'
import { paths } from '@/app/_lib/paths'
import type { QueueItem, Said, TypedText } from './types'

type Save = Readonly<{ item: QueueItem; next: TypedText; said: Said }>
type Client = ReturnType<typeof useTRPCClient>
type Place = Readonly<{
  /** The domain's own command. */
  save: (client: Client, save: Save) => Promise<unknown>
  /** The original is somebody else's words. */
  sourceLocked: boolean
  /** Where it stands. */
  path: (item: QueueItem) => string
}>

const counterpart = (next: TypedText, { body }: QueueItem) => next[otherLanguage(body.source)]

/** What the server compares with what stands there now. */
const seen = ({ body: { en, zh } }: QueueItem) => ({ en, zh })

/** Words that accompany a specification or a gate, as both of their commands take them. */
const words = ({ item, next, said }: Save) => ({
  id: item.subjectId,
  field: item.field,
  seen: seen(item),
  text: counterpart(next, item),
  ...said,
})
const specWords =
  (kind: SpecWordKind): Place['save'] =>
  (client, save) =>
    client.specs.translateWords.mutate({ kind, ...words(save) })
const ofGate = (kind: GateWordKind): Place => ({
  save: (client, save) => client.gates.translateWords.mutate({ kind, ...words(save) }),
  sourceLocked: true,
  path: ({ productId }) => paths.gates(productId),
})

/** How the queue writes each kind of text: by the command of the domain it belongs to. */
const places: Readonly<Record<TranslatableKind, Place>> = {
  product: {
    save: (client, { item, next, said }) =>
      client.products.reviseText.mutate({
        productId: item.subjectId,
        version: item.version,
        field: item.field === 'summary' ? 'summary' : 'name',
        text: next,
        ...said,
      }),
    sourceLocked: false,
    path: ({ productId }) => paths.product(productId),
  },
  bom: {
    save: (client, { item, next, said }) =>
      client.boms.renameBom.mutate({
        bomId: item.subjectId,
        version: item.version,
        name: { en: next.en, zh: next.zh },
        source: next.source,
        ...said,
      }),
    sourceLocked: false,
    path: ({ productId, subjectId }) => paths.bom(productId, subjectId),
  },
  post: {
    save: (client, { item, next, said }) =>
      client.threads.addTranslation.mutate({
        postId: item.subjectId,
        version: item.version,
        text: counterpart(next, item),
        ...said,
      }),
    sourceLocked: true,
    path: ({ productId, parentId }) => paths.thread(productId, parentId),
  },
  requirement: {
    save: (client, { item, next, said }) =>
      client.specs.translateText.mutate({
        revisionId: item.revisionId ?? '',
        requirementId: item.subjectId,
        version: item.version,
        field: textFields.find((field) => field === item.field) ?? 'text',
        text: counterpart(next, item),
        ...said,
      }),
    sourceLocked: true,
    path: ({ productId, parentId, subjectId }) => paths.requirement(productId, parentId, subjectId),
  },
  engineeringQuery: {
    save: (client, { item, next, said }) =>
      client.threads.translateEqTitle.mutate({ threadId: item.subjectId, text: counterpart(next, item), ...said }),
    sourceLocked: true,
    path: ({ productId, parentId }) => paths.eq(productId, parentId),
  },
  spec: {
    save: specWords('spec'),
    sourceLocked: true,
    path: ({ productId, subjectId }) => paths.spec(productId, subjectId),
  },
  channel: {
    save: specWords('channel'),
    sourceLocked: true,
    path: ({ productId, parentId, revisionId, field }) => paths.contract(productId, parentId, revisionId, field),
  },
  redline: {
    save: specWords('redline'),
    sourceLocked: true,
    path: ({ productId, parentId }) => paths.redlines(productId, parentId),
  },
  revision: {
    save: specWords('revision'),
    sourceLocked: true,
    path: ({ productId, parentId, subjectId }) => paths.specRevision(productId, parentId, subjectId),
  },
  acknowledgement: {
    save: specWords('acknowledgement'),
    sourceLocked: true,
    path: ({ productId, parentId, revisionId }) => paths.specRevision(productId, parentId, revisionId ?? ''),
  },
  readBack: {
    save: specWords('readBack'),
    sourceLocked: true,
    path: ({ productId, parentId }) => paths.readBacks(productId, parentId),
  },
  gate: ofGate('gate'),
  gateItem: ofGate('gateItem'),
  gateEvidence: ofGate('gateEvidence'),
  gateWaiver: ofGate('gateWaiver'),
  gateReview: ofGate('gateReview'),
}
export const placeOf = ({ subjectKind }: QueueItem): Place => places[subjectKind]

/** Stores a text of the queue. A refusal asks for everything again, so that what somebody else wrote can be compared. */
export function useSaveText(onSaved: (save: Save) => void) {
  const client = useTRPCClient()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries(trpc.language.listQueue.pathFilter()),
      queryClient.invalidateQueries(trpc.language.countQueue.pathFilter()),
      queryClient.invalidateQueries(trpc.language.listTranslators.pathFilter()),
    ])
  return useMutation({
    mutationFn: (save: Save) => placeOf(save.item).save(client, save),
    onSuccess: async (_, save) => {
      onSaved(save)
      await refresh()
    },
    onError: refresh,
  })
}
