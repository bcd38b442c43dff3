import { attachmentRoutes } from './attachments'
import { bomFileRoutes } from './bom-files'
import { costFileRoutes } from './cost-files'
import { placementRoutes } from './placement-files'
import { partFileRoutes } from './part-files'
import { specFileRoutes } from './spec-files'
import { contractFileRoutes } from './contract-files'
import { designDrawingRoutes } from './design-drawings'
import { designFileRoutes } from './design-files'
import { designPictureRoutes } from './design-pictures'
import { flashPackageRoutes } from './flash-packages'
import { firmwarePushRoutes } from './firmware-push'
import { packageFileRoutes } from './package-files'
import { firmwareRoutes } from './firmware'
import { healthRoutes } from './health'
import { pdfPartRoutes } from './pdf-parts'
import type { Route } from './route'
import { trpcRoutes } from './trpc'

/** Every path this server answers itself. What is not here goes to the pages. */
export const routes: readonly Route[] = [
  ...healthRoutes,
  ...trpcRoutes,
  ...bomFileRoutes,
  ...costFileRoutes,
  ...placementRoutes,
  ...partFileRoutes,
  ...specFileRoutes,
  ...contractFileRoutes,
  ...attachmentRoutes,
  ...designFileRoutes,
  ...flashPackageRoutes,
  ...packageFileRoutes,
  ...firmwareRoutes,
  ...firmwarePushRoutes,
  ...designDrawingRoutes,
  ...designPictureRoutes,
  ...pdfPartRoutes,
]
