'use client'
import { createContext, use, type ReactNode } from 'react'
import type { Viewer } from '@/server/domains/orgs/queries/get-viewer'

const ViewerContext = createContext<Viewer | null>(null)

export const ViewerProvider = ({ viewer, children }: { viewer: Viewer; children: ReactNode }) => (
  <ViewerContext value={viewer}>{children}</ViewerContext>
)

/** Who is signed in. Only inside the portal; pages before sign-in have no viewer. */
export function useViewer(): Viewer {
  const viewer = use(ViewerContext)
  if (viewer === null) throw new Error('useViewer outside the portal')
  return viewer
}

/** The viewer where there may be none, as on shared pages. */
export const useOptionalViewer = (): Viewer | null => use(ViewerContext)
