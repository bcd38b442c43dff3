'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip } from '@/app/_components/chip'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { TextLink } from '@/app/_components/text-link'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { useViewer } from '@/app/_lib/viewer'
import { can } from '@/server/domains/orgs/policy'
import panel from '../line-panel.module.css'
import type { LineDetail } from '../types'
import classes from './match.module.css'

/** What brand and factory each call the part of a line, and where another number is added. */
export function LineNumbers({ line }: { line: LineDetail }) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  const { org } = useViewer()
  // Known pairs say which number is the brand's; else the customer's number is, in a factory's file.
  const own = line.partnerNumbers[0]?.brandNumber ?? (line.cpn || line.ipn)
  const brand = org?.kind === 'brand'
  return (
    <section className={panel.section}>
      <h3>{t('theirs.section')}</h3>
      <ul className={classes.list}>
        {own !== '' && line.partnerNumbers.length === 0 && (
          <li>
            <span className="mono">{own}</span>{' '}
            <span className={classes.faint}>{t(brand ? 'theirs.ours' : 'theirs.brand')}</span>
          </li>
        )}
        {line.partnerNumbers.map((number) => (
          <li key={number.id}>
            <span className="mono">{number.brandNumber}</span> = <span className="mono">{number.number}</span>{' '}
            <span className={classes.faint}>
              {[brand ? format.org(number) : t('theirs.own'), number.name].filter(Boolean).join(' · ')}
            </span>{' '}
            {number.contradicted && <Chip tone="amber">{t('theirs.contradicted')}</Chip>}
          </li>
        ))}
      </ul>
      {line.partnerNumbers.length === 0 && <p className={classes.faint}>{t('theirs.none')}</p>}
      {own === '' ? (
        <p className={classes.faint}>{t('theirs.noNumber')}</p>
      ) : (
        org !== null && can(org.role, 'parts:write') && <AddNumber key={line.id} own={own} brand={brand} />
      )}
      <p className={classes.all}>
        <TextLink href={paths.crossReferences()}>{t('theirs.all')}</TextLink>
      </p>
    </section>
  )
}

function AddNumber({ own, brand }: { own: string; brand: boolean }) {
  const { t } = useTranslation('boms')
  const trpc = useTRPC()
  const format = useFormat()
  const client = useQueryClient()
  const partners = useQuery(trpc.parts.listCounterparts.queryOptions())
  const [chosen, setChosen] = useState('')
  const [number, setNumber] = useState('')
  const learn = useMutation(
    trpc.parts.learnCrossReferences.mutationOptions({
      onSuccess: async () => {
        setNumber('')
        await client.invalidateQueries({ queryKey: trpc.boms.pathKey() })
        await client.invalidateQueries({ queryKey: trpc.parts.pathKey() })
      },
    }),
  )
  const others = partners.data ?? []
  const counterpartOrgId = chosen || others[0]?.id || ''
  if (counterpartOrgId === '') return null
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        const pair = brand ? { own, theirs: number } : { own: number, theirs: own }
        learn.mutate({ counterpartOrgId, origin: 'typed', pairs: [pair] })
      }}
    >
      <ErrorNotice error={learn.error} />
      <div className={classes.fields}>
        {others.length > 1 && (
          <NativeSelect
            label={t('theirs.for')}
            data={others.map((org) => ({ value: org.id, label: format.org(org) }))}
            value={counterpartOrgId}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        )}
        <TextInput
          label={t(brand ? 'theirs.label' : 'theirs.labelOwn')}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
          maxLength={200}
          autoComplete="off"
        />
        <Button type="submit" variant="default" loading={learn.isPending} disabled={number.trim() === ''}>
          {t('theirs.add')}
        </Button>
      </div>
    </Form>
  )
}
