import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { and, eq, like, sql } from 'drizzle-orm'
import { projectRoot } from '@/db/root'
import { bomLines } from '@/db/schema/boms'
import { addAttachment } from '@/server/domains/attachments/commands/add-attachment'
import { foldText } from '@/server/domains/boms/rules/search'
import { decideEq } from '@/server/domains/threads/commands/act-on-eq'
import { resolve } from '@/server/domains/threads/commands/change-state'
import { markRead } from '@/server/domains/threads/commands/mark-read'
import { openThread } from '@/server/domains/threads/commands/open-thread'
import { raiseEq } from '@/server/domains/threads/commands/raise-eq'
import { reply } from '@/server/domains/threads/commands/reply'
import { getThread } from '@/server/domains/threads/queries/get-thread'
import type { Language } from '@/server/kernel/bilingual'
import type { Stage } from '../stage'
import type { Actors, Orgs } from './people'
import { queries, type Query } from './queries'
import { talks, type BomKey, type Talk, type Utterance } from './talks'

type Scene = Readonly<{ actors: Actors; orgIds: Orgs; productId: string; boms: Readonly<Record<BomKey, string>> }>

/** Every question and answer, in the order of the clock, so that the audit chains read as they would have grown. */
export async function converse(stage: Stage, scene: Scene): Promise<void> {
  const spoken = await Promise.all(talks.map((talk, index) => script(stage, scene, talk, index)))
  const turns = [...spoken.flat(), ...queries.flatMap((query, index) => inquiry(stage, scene, query, index))]
  for (const { play } of turns.toSorted((a, b) => b.hours - a.hours)) await play()
}

type Turn = Readonly<{ hours: number; play: () => Promise<void> }>

async function script(stage: Stage, scene: Scene, talk: Talk, index: number): Promise<Turn[]> {
  const { actors, orgIds, productId } = scene
  const state = { threadId: '', lastPostId: '', version: 0 }
  const turns = talk.posts.map((post, turn): Turn => {
    const actor = actors[post.by]
    const spoken = {
      body: bodyOf(stage, post),
      mentions: (post.mentions ?? []).map((key) => actors[key].userId),
      clientKey: keyOf(`${index}.${turn}`),
    }
    return {
      hours: post.hoursAgo,
      play: async () => {
        const posted = await stage.as(actor, post.hoursAgo, async (ctx) =>
          turn === 0
            ? openThread(ctx, {
                productId,
                subject: await subjectOf(stage, scene, talk),
                partnerOrgId: actor.member.orgKind === 'brand' && talk.withFactory ? orgIds.lanyu : null,
                ...spoken,
              })
            : reply(ctx, { threadId: state.threadId, ...spoken }),
        )
        state.threadId = posted.threadId
        state.lastPostId = posted.postId
        state.version++
      },
    }
  })
  const { resolved, seenBy = [] } = talk
  const end: Turn[] = resolved
    ? [
        {
          hours: resolved.hoursAgo - 0.01,
          play: () =>
            stage.as(actors[resolved.by], resolved.hoursAgo, async (ctx) => {
              await resolve(ctx, { threadId: state.threadId, version: state.version })
            }),
        },
      ]
    : []
  const seen = seenBy.map((key): Turn => ({
    hours: 0.5,
    play: () =>
      stage.as(actors[key], 0.5, (ctx) => markRead(ctx, { threadId: state.threadId, postId: state.lastPostId })),
  }))
  return [...turns, ...end, ...seen]
}

/** What was found, what is proposed and what was decided; the evidence is put in before it is referred to. */
function inquiry(stage: Stage, scene: Scene, query: Query, index: number): Turn[] {
  const { actors, productId } = scene
  const { title, disposition, evidence, proposal, decision } = query
  let threadId = ''
  const raised: Turn = {
    hours: proposal.hoursAgo,
    play: async () => {
      const { storage } = stage.services
      const blobs = await Promise.all(
        evidence.map(async (name) => ({
          name,
          blob: await storage.put(readFileSync(join(projectRoot(), 'db', 'seed', 'evidence', name))),
        })),
      )
      const made = await stage.as(actors[proposal.by], proposal.hoursAgo, async (ctx) => {
        const attachmentIds: string[] = []
        for (const { name: fileName, blob } of blobs) {
          const to = { productId, audience: 'pair', partnerOrgId: null } as const
          attachmentIds.push((await addAttachment(ctx, storage, { ...to, fileName, mediaType: 'text/csv', blob })).id)
        }
        return raiseEq(ctx, {
          productId,
          subject: await subjectOf(stage, scene, query),
          title: { ...title, source: proposal.source },
          disposition,
          body: bodyOf(stage, proposal),
          attachmentIds,
          mentions: [],
          clientKey: keyOf(`eq ${index}`),
        })
      })
      threadId = made.threadId
    },
  }
  if (!decision) return [raised]
  const decided: Turn = {
    hours: decision.hoursAgo,
    play: () =>
      stage.as(actors[decision.by], decision.hoursAgo, async (ctx) => {
        const { outcome } = decision
        const words = { body: bodyOf(stage, decision), mentions: [], clientKey: keyOf(`eq ${index} decided`) }
        const { postId } = await decideEq(ctx, { threadId, version: 1, outcome, ...words })
        await markRead(ctx, { threadId, postId })
      }),
  }
  const read: Turn = {
    hours: 0.5,
    play: () =>
      stage.as(actors[proposal.by], 0.5, async (ctx) => {
        const { posts: said } = await getThread(ctx, { threadId })
        const last = said.at(-1)
        if (last) await markRead(ctx, { threadId, postId: last.id })
      }),
  }
  return [raised, decided, read]
}

async function subjectOf({ ctx }: Stage, { productId, boms }: Scene, { about }: Pick<Talk, 'about'>) {
  if (about.kind === 'product') return { kind: about.kind, id: productId }
  if (about.kind === 'bom') return { kind: about.kind, id: boms[about.bom] }
  const [line] = await ctx.db
    .select({ id: bomLines.id })
    .from(bomLines)
    .where(and(eq(bomLines.bomId, boms[about.bom]), like(bomLines.searchText, sql`${`%${foldText(about.has)}%`}`)))
    .limit(1)
  if (!line) throw new Error(`no line of the demo BOM contains ${about.has}`)
  return { kind: about.kind, id: line.id }
}

const day: Record<Language, Intl.DateTimeFormat> = {
  en: new Intl.DateTimeFormat('en-US', { month: 'long', day: 'numeric', timeZone: 'America/Los_Angeles' }),
  zh: new Intl.DateTimeFormat('zh-CN', { month: 'long', day: 'numeric', timeZone: 'America/Los_Angeles' }),
}

function bodyOf(stage: Stage, { source, en = '', zh = '' }: Utterance) {
  const dated = (language: Language, text: string) =>
    text.replace(/\{\+(\d+)\}/g, (_, days: string) => day[language].format(stage.hoursAgo(-24 * Number(days))))
  return { en: dated('en', en), zh: dated('zh', zh), source }
}

/** A UUID made from the place of a post in the story. */
export function keyOf(place: string): string {
  const hex = createHash('sha256').update(`wrenlow ${place}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
