'use client'
import type { TRPCClientErrorLike } from '@trpc/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { notify } from '@/app/_components/notify'
import { Button } from '@/app/_components/ui/button'
import { useLocale } from '@/app/_lib/i18n'
import { useTRPC } from '@/app/_lib/trpc'
import type { EditLines } from '@/server/domains/boms/inputs'
import type { AppRouter } from '@/server/trpc/root'
import type { LineDetail } from '../types'
import { useRefreshed } from '../use-refreshed'
import { LineConflict } from './line-conflict'
import classes from './line-editor.module.css'
import { LineFields } from './line-fields'
import { blankLine, mergeLines, patchOf, typedFrom, type Merge, type TypedCell } from './typed-line'

type Patch = EditLines['edits'][number]['patch']
export type Placing = Readonly<{ at: 'before' | 'after' | 'under'; target: string | null }>

type Props = Readonly<{
  productId: string
  revisionId: string
  seesPrices: boolean
  /** The line that is edited, or where a new one is added. */
  line: LineDetail | null
  place?: Placing
  /** With the id of the line, where it is a new one. */
  onDone: (added?: string) => void
}>

/**
 * The form of one line. What somebody else saved meanwhile is brought together with what is typed here: nothing typed is
 * lost, and what both wrote is asked.
 */
export function LineEditor({ productId, revisionId, seesPrices, line, place, onDone }: Props) {
  const { t } = useTranslation(['bomRevisions', 'common'])
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const refreshed = useRefreshed()
  const locale = useLocale()
  const [version, setVersion] = useState(line?.version ?? 1)
  const [edit, setEdit] = useState<Merge>(() => {
    const base = line === null ? blankLine(locale) : typedFrom(line)
    return { base, now: base, rivals: [] }
  })
  const add = useMutation(
    trpc.boms.addLine.mutationOptions({ onSuccess: ({ lineId }) => refreshed(() => onDone(lineId)) }),
  )
  const save = useMutation(
    trpc.boms.editLines.mutationOptions({
      onSuccess: async () => {
        notify({ message: t('bomRevisions:edit.saved'), autoClose: 1_500 })
        await refreshed(() => onDone())
      },
      onError: async (error) => {
        if (line === null || !isStale(error)) return
        const latest = await queryClient.fetchQuery(
          trpc.boms.getLine.queryOptions({ lineId: line.id }, { staleTime: 0 }),
        )
        setVersion(latest.version)
        setEdit((now) => mergeLines(now.base, now.now, typedFrom(latest)))
      },
    }),
  )
  const patch = patchOf(edit.now, edit.base)
  const changed = Object.keys(patch).length > 0
  const submit = () => {
    if (!changed || save.isPending || add.isPending) return
    if (line === null) add.mutate({ revisionId, place: place ?? { at: 'after', target: null }, patch: sent(patch) })
    else save.mutate({ revisionId, edits: [{ lineId: line.id, version, patch: sent(patch) }] })
  }
  const choose = (cell: TypedCell, side: 'mine' | 'theirs') =>
    setEdit((now) => {
      const rival = now.rivals.find((each) => each.cell === cell)
      return rival ? { ...now, now: { ...now.now, [cell]: rival[side][cell] } } : now
    })
  const isConflict = isStale(save.error) && edit.rivals.length > 0
  return (
    <Form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {isConflict ? <LineConflict edit={edit} onChoose={choose} /> : <ErrorNotice error={save.error ?? add.error} />}
      <LineFields
        productId={productId}
        line={edit.now}
        stored={line?.description}
        seesPrices={seesPrices}
        onType={(change) => setEdit((now) => ({ ...now, now: { ...now.now, ...change } }))}
      />
      <div className={classes.foot}>
        <Button type="submit" loading={save.isPending || add.isPending} disabled={!changed}>
          {t('bomRevisions:edit.save')}
        </Button>
        <Button variant="default" onClick={() => onDone()}>
          {t(changed ? 'bomRevisions:edit.discard' : 'common:actions.cancel')}
        </Button>
      </div>
    </Form>
  )
}

type Failure = TRPCClientErrorLike<AppRouter>
const isStale = (error: Failure | null): boolean => error?.data?.domain?.code === 'boms.lineStale'

/** The form knows the choices of its selects, which the rules take as plain words. */
const sent = (patch: ReturnType<typeof patchOf>): Patch => patch as Patch
