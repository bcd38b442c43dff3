'use client'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { NativeSelect } from '@/app/_components/ui/field'
import type { DrawingBox } from '@/server/domains/designFiles/drawing/drawing'
import type { ViewedFile } from '@/server/domains/designFiles/queries/view-file'
import type { ComparedFile } from '@/server/domains/designFiles/rules/comparison'
import { BoardStage } from '../viewer/board-stage'
import { useRoleName } from '../viewer/layer-list'
import type { PreparedLayer } from '@/server/domains/designFiles/painting/prepared-layer'
import { comparedScene } from '@/server/domains/designFiles/painting/scenes'
import { ZoomTools } from '../viewer/view-tools'
import { useDrawn } from '../viewer/use-board'
import { useCamera } from '../viewer/use-camera'
import { MixLegend, MixTools } from './mix-tools'
import classes from './overlay.module.css'

type Paired = Readonly<{ name: string; before: PreparedLayer | null; after: PreparedLayer | null; differs: boolean }>

/** The layers of two contents of one file, by name; those that differ first. */
function paired(before: readonly PreparedLayer[], after: readonly PreparedLayer[]): Paired[] {
  const names = [...new Set([...after, ...before].map(({ name }) => name))]
  return names
    .map((name) => {
      const [old, now] = [before, after].map((layers) => layers.find((layer) => layer.name === name) ?? null)
      const content = (layer: PreparedLayer | null | undefined) => JSON.stringify(layer?.drawn.passes ?? [])
      return { name, before: old ?? null, after: now ?? null, differs: content(old) !== content(now) }
    })
    .toSorted((a, b) => Number(b.differs) - Number(a.differs))
}

const joined = (a: DrawingBox | null, b: DrawingBox | null): DrawingBox | null =>
  a === null || b === null
    ? (a ?? b)
    : [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])]

type Props = Readonly<{
  file: ComparedFile<ViewedFile>
  /** A file beside it that holds the outline of the board, to be drawn around it. */
  outline: ViewedFile | null
}>

/** One layer of a file before and after, over each other in two colours that make grey where nothing changed. */
export function Overlay({ file, outline: outlineFile }: Props) {
  const { t } = useTranslation('designViewer')
  const roleName = useRoleName()
  const old = useLayers(file.before)
  const now = useLayers(file.after)
  const around = useLayers(outlineFile)
  const [wanted, setWanted] = useState<string | null>(null)
  const [mix, setMix] = useState(0.5)
  const shownMix = useDeferredValue(mix)

  const layers = useMemo(() => paired(old.layers, now.layers), [old.layers, now.layers])
  const layer = layers.find(({ name }) => name === wanted) ?? layers[0] ?? null
  const outline = useMemo(() => {
    const found = [...now.layers, ...around.layers].find(({ role }) => role.type === 'outline') ?? null
    return found?.drawn === layer?.after?.drawn ? null : found
  }, [now.layers, around.layers, layer])
  const scene = useMemo(
    () => comparedScene(layer?.before ?? null, layer?.after ?? null, outline, shownMix),
    [layer, outline, shownMix],
  )
  const box = useMemo(
    () => joined(joined(layer?.before?.box ?? null, layer?.after?.box ?? null), outline?.box ?? null),
    [layer, outline],
  )
  const { seen, size, setSize, change, fit, step } = useCamera(box, !old.pending && !now.pending)
  const ready = seen !== null
  const error = old.error ?? now.error
  return (
    <div className={classes.overlay}>
      <div className={classes.tools}>
        {layers.length > 1 && (
          <NativeSelect
            className={classes.layer}
            size="sm"
            aria-label={t('compare.layer')}
            value={layer?.name ?? ''}
            data={layers.map((each) => {
              const shown = each.after ?? each.before
              const role = shown ? roleName(shown) : ''
              const name = each.name.split('/').at(-1) ?? each.name
              return { value: each.name, label: `${role} · ${name}${each.differs ? ` · ${t('compare.differs')}` : ''}` }
            })}
            onChange={({ currentTarget: { value } }) => {
              setWanted(value)
              fit()
            }}
          />
        )}
        <MixTools mix={mix} onMix={setMix} />
        <ZoomTools onZoom={step} onFit={fit} />
      </div>
      {error ? (
        <div className={classes.failed}>
          <ErrorNotice error={error} />
        </div>
      ) : (
        <BoardStage
          label={t('compare.stage', { name: file.name })}
          scene={scene}
          camera={seen}
          size={size}
          onSize={setSize}
          onCamera={change}
          onFit={fit}
          asking={null}
        >
          {!ready && <span className={classes.note}>{t('view.loading')}</span>}
          {ready && layers.length > 0 && !layers.some(({ differs }) => differs) && (
            <span className={classes.same}>{t('compare.sameLayers')}</span>
          )}
        </BoardStage>
      )}
      <MixLegend same="#ffffff" />
    </div>
  )
}

const none: readonly PreparedLayer[] = []

function useLayers(file: ViewedFile | null) {
  const { drawn, pending, error } = useDrawn(file)
  return { layers: drawn?.layers ?? none, pending, error }
}
