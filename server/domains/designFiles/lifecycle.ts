import { defineLifecycle } from '@/server/kernel/lifecycle'

/** Where a revision of a design set stands. */
export const designRevisionStates = ['draft', 'released', 'superseded'] as const
export type DesignRevisionState = (typeof designRevisionStates)[number]

/** A released revision is never written again; the next release takes its place. */
export const designRevisionLifecycle = defineLifecycle<DesignRevisionState, 'release' | 'supersede'>('designFiles', {
  draft: { release: 'released' },
  released: { supersede: 'superseded' },
  superseded: {},
})

/** Whether the bytes of an upload are still awaited, have become a file, or will not come. */
export const designUploadStates = ['open', 'done', 'stopped'] as const
export type DesignUploadState = (typeof designUploadStates)[number]

/** Whether a file waits to be read, was read, or could not be: too much for the reader. */
export const designReadingStates = ['waiting', 'read', 'failed'] as const
export type DesignReadingState = (typeof designReadingStates)[number]

/** Why a file is not drawn: it holds no layers, more than a browser should be given, or too much for its reader. */
export const drawingRefusals = ['noLayers', 'tooMuch', 'failed'] as const
export type DrawingRefusal = (typeof drawingRefusals)[number]
