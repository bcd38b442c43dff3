'use client'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { NativeSelect } from '@/app/_components/ui/field'
import type { DrawingBox } from '@/server/domains/designFiles/drawing/drawing'
import type { ViewedFile } from '@/server/domains/designFiles/queries/view-file'
import type { ComparedFile } from '@/server/domains/designFiles/rules/comparison'
import { BoardStage } from '../viewer/board-stage'
import { fitted, zoomed, type Camera, type Size } from '../viewer/camera'
import { useRoleName } from '../viewer/layer-list'
import type { PreparedLayer } from '@/server/domains/designFiles/painting/prepared-layer'
import { comparedScene } from '@/server/domains/designFiles/painting/scenes'
import { ZoomTools } from '../viewer/view-tools'
import { drawingQuery } from '../viewer/use-board'
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
  const [held, setHeld] = useState<Camera | null>(null)
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
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
  const whole = useMemo(
    () =>
      fitted(joined(joined(layer?.before?.box ?? null, layer?.after?.box ?? null), outline?.box ?? null), size, false),
    [layer, outline, size],
  )
  const changeCamera = useCallback(
    (change: (from: Camera) => Camera) => setHeld((from) => change(from ?? whole)),
    [whole],
  )
  const ready = !old.pending && !now.pending && size.width > 0
  const step = (factor: number) =>
    changeCamera((from) => zoomed(from, size, factor, { x: size.width / 2, y: size.height / 2 }))
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
              setHeld(null)
            }}
          />
        )}
        <MixTools mix={mix} onMix={setMix} />
        <ZoomTools onZoom={step} onFit={() => setHeld(null)} />
      </div>
      {error ? (
        <div className={classes.failed}>
          <ErrorNotice error={error} />
        </div>
      ) : (
        <BoardStage
          label={t('compare.stage', { name: file.name })}
          scene={scene}
          camera={ready ? (held ?? whole) : null}
          size={size}
          onSize={setSize}
          onCamera={changeCamera}
          onFit={() => setHeld(null)}
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
  const asked = useQuery(drawingQuery(file ?? nothing, file !== null))
  return {
    layers: asked.data?.layers ?? none,
    pending: file !== null && asked.isPending && !asked.isError,
    error: asked.error,
  }
}

/** Stands for the side that has no such file; never asked for. */
const nothing = { id: '', sha256: '', nameKey: '' } as const
