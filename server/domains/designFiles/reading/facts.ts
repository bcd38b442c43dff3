import type { ArchiveFacts } from './archive-facts'
import type { DrillFacts } from './drill'
import type { EagleFacts } from './eagle'
import type { GerberFacts } from './gerber'
import type { ImageFacts } from './images'
import type { KicadBoardFacts, KicadSchematicFacts } from './kicad'
import type { PdfFacts } from './pdf'
import type { PlacementFacts } from './placement-facts'
import type { StepFacts } from './step'
import type { StlFacts } from './stl'

/** What a file says of itself, by its kind; `kind` tells which. */
export type DesignFacts =
  | GerberFacts
  | DrillFacts
  | KicadBoardFacts
  | KicadSchematicFacts
  | EagleFacts
  | StepFacts
  | StlFacts
  | PdfFacts
  | ImageFacts
  | PlacementFacts
  | ArchiveFacts
