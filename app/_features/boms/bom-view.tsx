'use client'
import { BomPage } from './bom-page'

/** The BOM page with the questions of each line. */
export function BomView({ productId, bomId, revisionId }: { productId: string; bomId: string; revisionId: string | null }) {
  return <BomPage bomId={bomId} revisionId={revisionId} thread={() => null} />
}
