import { checkMarkup } from './active-markup'
import { readEagle, type EagleFacts } from './eagle'
import type { DetectedKind } from './file-kind'
import type { Findings } from './findings'
import { readImage, type ImageFacts } from './images'
import { readKicadBoard, readKicadSchematic, type KicadBoardFacts, type KicadSchematicFacts } from './kicad'
import { readPdf, type PdfFacts } from './pdf'
import { readStep, type StepFacts } from './step'
import { readBinaryStl, readTextStl, type StlFacts } from './stl'
import { bytesAsText, textOf } from './text'

export type CadFacts = KicadBoardFacts | KicadSchematicFacts | EagleFacts | StepFacts | StlFacts | PdfFacts | ImageFacts

/** Facts of boards, schematics, models, drawings and pictures; null where the kind has none to tell. */
export function readCad(bytes: Uint8Array, { kind, format }: DetectedKind, findings: Findings): CadFacts | null {
  const text = () => textOf(bytes, findings)
  if (kind === 'kicadBoard') return readKicadBoard(text(), format, findings)
  if (kind === 'kicadSchematic') return readKicadSchematic(text(), format, findings)
  if (kind === 'eagleBoard' || kind === 'eagleSchematic') return readEagle(text(), kind, findings)
  if (kind === 'step') return readStep(text(), findings)
  if (kind === 'stl') return format === 'binary' ? readBinaryStl(bytes, findings) : readTextStl(text(), findings)
  if (kind === 'pdf') return readPdf(bytesAsText(bytes, findings), findings)
  if (kind === 'png' || kind === 'jpeg' || kind === 'gif' || kind === 'webp' || kind === 'bmp')
    return readImage(bytes, kind, findings)
  if (kind === 'svg' || kind === 'html' || kind === 'xml' || kind === 'ipc2581') checkMarkup(text(), findings)
  return null
}
