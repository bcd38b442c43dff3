'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { TextLink } from '@/app/_components/text-link'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { WhereUsedInput } from '@/server/domains/boms/inputs'
import classes from './line-panel.module.css'
import type { LineDetail } from './types'
import { WhereUsed } from './where-used'

type Props = Readonly<{ line: LineDetail; /** The line may be changed by the reader. */ editable: boolean }>

/** How a line stands in the structure: the BOM it is, the variants it is left out of, and where its part is used besides. */
export function LineStructure({ line, editable }: Props) {
  const { t } = useTranslation('boms')
  const [asked, setAsked] = useState(false)
  const [linking, setLinking] = useState(false)
  const subject = subjectOf(line)
  return (
    <>
      {(line.childBomId !== null || editable) && (
        <section className={classes.section}>
          <h3>{t('subBom.heading')}</h3>
          {line.childBomId !== null || linking ? (
            <SubBom key={`${line.id} ${line.version}`} line={line} editable={editable} />
          ) : (
            <Button size="sm" variant="default" onClick={() => setLinking(true)}>
              {t('subBom.is')}
            </Button>
          )}
        </section>
      )}
      {line.notFitted.length > 0 && (
        <section className={classes.section}>
          <h3>{t('subBom.notFittedHeading')}</h3>
          <p>{line.notFitted.join(', ')}</p>
        </section>
      )}
      {subject && (
        <section className={classes.section}>
          <h3>{t('whereUsed.heading')}</h3>
          {asked ? (
            <WhereUsed subject={subject} hereLineId={line.id} />
          ) : (
            <Button size="sm" variant="default" onClick={() => setAsked(true)}>
              {t('whereUsed.show')}
            </Button>
          )}
        </section>
      )}
    </>
  )
}

function subjectOf({ childBomId, mpn, manufacturer }: LineDetail): WhereUsedInput | null {
  if (childBomId !== null) return { kind: 'bom', bomId: childBomId }
  return mpn === '' ? null : { kind: 'mpn', mpn, manufacturer }
}

function SubBom({ line, editable }: Props) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { data } = useQuery(trpc.boms.listBoms.queryOptions({ productId: line.productId }))
  const [chosen, setChosen] = useState(line.childBomId ?? '')
  const link = useMutation(
    trpc.boms.setChildBom.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.boms.pathKey() }),
    }),
  )
  const child = data?.boms.find(({ id }) => id === line.childBomId)
  return (
    <>
      {child && (
        <p>
          <TextLink href={paths.bom(line.productId, child.id)}>
            {t('subBom.open', { name: format.text(child.name) })}
          </TextLink>{' '}
          <span className={classes.dim}>{t('subBom.revision', { number: child.number })}</span>
        </p>
      )}
      {editable && data && (
        <>
          <NativeSelect
            label={t('subBom.choose')}
            value={chosen}
            data={[
              { value: '', label: t('subBom.none') },
              ...data.boms
                .filter(({ id, archivedAt }) => id !== line.bomId && (archivedAt === null || id === line.childBomId))
                .map(({ id, name }) => ({ value: id, label: format.text(name) })),
            ]}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
          <ErrorNotice error={link.error} />
          {chosen !== (line.childBomId ?? '') && (
            <Button
              size="sm"
              mt="xs"
              loading={link.isPending}
              onClick={() => link.mutate({ lineId: line.id, version: line.version, childBomId: chosen || null })}
            >
              {t(chosen === '' ? 'subBom.clear' : 'subBom.set')}
            </Button>
          )}
        </>
      )}
    </>
  )
}
