import { contractFile } from '@/server/domains/specs/queries/contracts'
import { asMember, refusing, sendDownload } from './files'
import type { Route } from './route'

/** Cloud contracts as files, for a build that declares against one. */
export const contractFileRoutes: readonly Route[] = [
  {
    methods: ['GET'],
    access: 'session',
    maxBytes: 0,
    pattern: '/api/files/spec-revisions/:revisionId/contract.json',
    handler: refusing(async (ctx) => {
      const revisionId = ctx.params.revisionId ?? ''
      sendDownload(ctx, await asMember(ctx, 'read', (member) => contractFile(member, revisionId)))
    }),
  },
]
