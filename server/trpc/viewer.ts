import { getViewer, type Viewer } from '@/server/domains/orgs/queries/get-viewer'
import { personProcedure, router } from './init'

export const viewerRouter = router({
  get: personProcedure.query(async ({ ctx }): Promise<Viewer> => {
    const { demo, mailUrl } = ctx.services.settings
    return { ...(await getViewer(ctx)), demo, keepsMail: mailUrl === null }
  }),
})
