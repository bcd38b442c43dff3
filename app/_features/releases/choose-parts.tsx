'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { Checkbox } from '@/app/_components/ui/choices'
import { NativeSelect } from '@/app/_components/ui/field'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type { GoldenChoice } from '@/server/domains/releases/inputs'
import type { GoldenView } from '@/server/domains/releases/queries/get-golden'
import type { GoldenCandidates } from '@/server/domains/releases/rules/golden-candidates'
import classes from './package-page.module.css'

/** The parts of a draft as choices among what is in force; each press is kept. */
export function ChooseParts({ data, candidates }: { data: GoldenView; candidates: GoldenCandidates }) {
  const { t } = useTranslation('releases')
  const format = useFormat()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const onSettled = () => queryClient.invalidateQueries({ queryKey: trpc.releases.pathKey() })
  const choose = useMutation(trpc.releases.choosePart.mutationOptions({ onSettled }))
  const refresh = useMutation(trpc.releases.refreshGolden.mutationOptions({ onSettled }))
  const { id: goldenId, version, parts } = data
  const pending = choose.isPending || refresh.isPending
  const pick = (choice: GoldenChoice) => choose.mutate({ goldenId, version, choice })
  const release = ({ number, name, letter }: GoldenCandidates['specs'][number]) =>
    t('golden.release', { name: `${number} ${format.text(name)}`.trim(), letter })
  const none = { value: '', label: t('golden.none') }
  const variants = candidates.boms.find(({ id }) => id === parts.bom?.id)?.variants ?? []
  const file = ({ fileId, name, set, letter }: GoldenCandidates['artwork'][number]) => ({
    id: fileId,
    label: t('golden.release', { name: `${name} · ${set}`, letter }),
  })
  return (
    <Panel
      title={t('golden.parts')}
      actions={
        <Button
          size="compact-md"
          variant="default"
          loading={refresh.isPending}
          onClick={() => refresh.mutate({ goldenId, version })}
        >
          {t('golden.refresh')}
        </Button>
      }
    >
      <div className={classes.parts}>
        <NativeSelect
          label={t('goldenPart.spec')}
          disabled={pending}
          value={parts.spec?.id ?? ''}
          data={[none, ...candidates.specs.map((each) => ({ value: each.id, label: release(each) }))]}
          onChange={({ currentTarget: { value } }) => pick({ part: 'spec', id: value || null })}
        />
        <NativeSelect
          label={t('goldenPart.bom')}
          disabled={pending}
          value={parts.bom?.id ?? ''}
          data={[none, ...candidates.boms.map((each) => ({ value: each.id, label: release(each) }))]}
          onChange={({ currentTarget: { value } }) => pick({ part: 'bom', id: value || null, variant: null })}
        />
        {parts.bom && variants.length > 1 && (
          <NativeSelect
            label={t('golden.variant')}
            disabled={pending}
            value={parts.bom.variant ?? ''}
            data={[{ value: '', label: t('golden.anyVariant') }, ...variants]}
            onChange={({ currentTarget: { value } }) =>
              pick({ part: 'bom', id: parts.bom?.id ?? null, variant: value || null })
            }
          />
        )}
        <Several
          title={t('goldenPart.designs')}
          disabled={pending}
          options={candidates.designs.map((each) => ({ id: each.id, label: release(each) }))}
          chosen={parts.designs.map(({ id }) => id)}
          onChange={(ids) => pick({ part: 'designs', ids })}
        />
        <Several
          title={t('goldenPart.firmware')}
          disabled={pending}
          options={candidates.lines.flatMap(({ lineId, number, name, production }) => {
            const last = production.at(-1)
            if (!last) return []
            const line = `${number} ${format.text(name)}`
            const build = parts.firmware.find((each) => each.lineId === lineId) ?? last
            return {
              id: lineId,
              label: t('golden.firmware', { name: line, version: build.version, board: build.board }),
            }
          })}
          chosen={parts.firmware.map(({ lineId }) => lineId)}
          onChange={(ids) => pick({ part: 'firmware', ids })}
        />
        <Several
          title={t('goldenPart.testPlans')}
          disabled={pending}
          options={candidates.testPlans.map(file)}
          chosen={parts.testPlans.map(({ fileId }) => fileId)}
          onChange={(ids) => pick({ part: 'testPlans', ids })}
        />
        <Several
          title={t('goldenPart.artwork')}
          disabled={pending}
          options={candidates.artwork.map(file)}
          chosen={parts.artwork.map(({ fileId }) => fileId)}
          onChange={(ids) => pick({ part: 'artwork', ids })}
        />
        <ErrorNotice error={choose.error ?? refresh.error} />
      </div>
    </Panel>
  )
}

type SeveralProps = Readonly<{
  title: string
  disabled: boolean
  options: readonly Readonly<{ id: string; label: string }>[]
  chosen: readonly string[]
  onChange: (ids: string[]) => void
}>

/** Any number of several. What was chosen and is not in force any more goes with the next press. */
function Several({ title, disabled, options, chosen, onChange }: SeveralProps) {
  const { t } = useTranslation('releases')
  return (
    <fieldset className={classes.part}>
      <legend>{title}</legend>
      {options.length === 0 && <span className={classes.none}>{t('golden.none')}</span>}
      {options.map(({ id, label }) => (
        <Checkbox
          key={id}
          label={label}
          disabled={disabled}
          checked={chosen.includes(id)}
          onChange={({ currentTarget: { checked } }) =>
            onChange(options.flatMap((each) => ((each.id === id ? checked : chosen.includes(each.id)) ? each.id : [])))
          }
        />
      ))}
    </fieldset>
  )
}
