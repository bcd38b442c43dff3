'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { notify } from '@/app/_components/notify'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { Stack } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import classes from './match.module.css'

/** Where a file holds the brand's numbers beside a factory's: offers to remember them, once it is said whose they are. */
export function FilePairs({ revisionId }: { revisionId: string }) {
  const { t } = useTranslation(['boms', 'parts'])
  const trpc = useTRPC()
  const format = useFormat()
  const client = useQueryClient()
  const [chosen, setChosen] = useState('')
  const pairs = useQuery(trpc.boms.getFilePairs.queryOptions({ revisionId }))
  const partners = useQuery(trpc.parts.listCounterparts.queryOptions())
  const learn = useMutation(
    trpc.boms.learnFromFile.mutationOptions({
      onSuccess: async ({ learned }) => {
        notify({ message: t('parts:crossReferences.done', { count: learned }) })
        await client.invalidateQueries({ queryKey: trpc.parts.pathKey() })
        await client.invalidateQueries({ queryKey: trpc.boms.pathKey() })
      },
    }),
  )
  const [first] = pairs.data?.sample ?? []
  const factories = partners.data ?? []
  if (!pairs.data || !first || factories.length === 0 || learn.isSuccess) return null
  const partnerOrgId = chosen || factories[0]?.id || ''
  return (
    <div className={classes.notice}>
      <Alert variant="light" p="sm">
        <Stack gap="xs">
          {t('boms:match.filePairs.body', { count: pairs.data.count, own: first.own, theirs: first.theirs })}
          <ErrorNotice error={learn.error} />
          <div className={classes.fields}>
            <NativeSelect
              label={t('boms:match.filePairs.whose')}
              data={factories.map((org) => ({ value: org.id, label: format.org(org) }))}
              value={partnerOrgId}
              onChange={(event) => setChosen(event.currentTarget.value)}
            />
            <Button loading={learn.isPending} onClick={() => learn.mutate({ revisionId, partnerOrgId })}>
              {t('boms:match.filePairs.learn')}
            </Button>
          </div>
        </Stack>
      </Alert>
    </div>
  )
}
