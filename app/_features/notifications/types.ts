import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/root'

type Outputs = inferRouterOutputs<AppRouter>['notifications']
export type Notice = Outputs['listInbox']['notices'][number]
export type KeptMail = Outputs['listOutbox'][number]
export type OpenedMail = Outputs['getOutboxMail']
