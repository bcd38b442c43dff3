import type { inferRouterOutputs } from '@trpc/server'
import type { SubjectKind } from '@/server/domains/threads/rules'
import type { AppRouter } from '@/server/trpc/root'

type Outputs = inferRouterOutputs<AppRouter>['threads']
export type Thread = Outputs['getThread']
/** A thread that is an engineering query. */
export type EqThread = Thread & { eq: NonNullable<Thread['eq']> }
export type Post = Thread['posts'][number]
export type Person = Thread['people'][string]
export type ThreadOrg = Thread['orgs'][string]
export type ThreadPage = Outputs['listThreads']
export type ThreadSummary = ThreadPage['threads'][number]
export type Candidate = Outputs['listMentionable'][number]

/** What a question is about, as a screen knows it. */
export type Subject = Readonly<{ kind: SubjectKind; id: string; label: string }>
