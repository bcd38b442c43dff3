import { addTerm } from '@/server/domains/language/commands/edit-glossary'
import type { Stage } from '../stage'
import type { Actors } from './people'

/** What both sides call things: the brand’s words and the factory’s, over the glossary that ships with the product. */
export async function agreeOnWords(stage: Stage, { daniel, wang }: Pick<Actors, 'daniel' | 'wang'>): Promise<void> {
  const ours = [
    { en: 'leak probe', zh: '漏水探针', note: 'The gold pins at the bottom, not the cable', locked: true },
    { en: 'gasket', zh: '密封圈', note: 'Silicone, 50 Shore A', locked: true },
    { en: 'light pipe', zh: '导光柱', note: '', locked: false },
  ]
  const theirs = [
    { en: 'golden sample', zh: '金样', note: '封样后编号', locked: true },
    { en: 'jig', zh: '工装', note: '', locked: false },
  ]
  for (const term of ours) await stage.as(daniel, 24 * 7, (ctx) => addTerm(ctx, term))
  for (const term of theirs) await stage.as(wang, 24 * 6, (ctx) => addTerm(ctx, term))
}
