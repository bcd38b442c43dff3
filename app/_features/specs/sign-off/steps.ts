import { acknowledgementLifecycle, specRevisionLifecycle } from '@/server/domains/specs/lifecycle'
import type { Revision, Spec } from '../types'

export type Step =
  | 'startDraft'
  | 'submit'
  | 'sign'
  | 'requestChanges'
  | 'withdraw'
  | 'release'
  | 'suspend'
  | 'resume'
  | 'acknowledge'
  | 'object'

/** The reader's own answer to a release; the brand is asked for none. */
export const ownAnswer = ({ access }: Pick<Spec, 'access'>, { acknowledgements }: Pick<Revision, 'acknowledgements'>) =>
  access.side === 'partner' ? (acknowledgements[0] ?? null) : null

type SpecFacts = Pick<Spec, 'access' | 'currentRevisionId'>
type RevisionFacts = Pick<Revision, 'id' | 'state' | 'review' | 'maySignAs' | 'acknowledgements'>

/** What the reader can do with a revision now, the likeliest first. The server asks the same rules again. */
export function stepsFor(spec: SpecFacts, revision: RevisionFacts): Step[] {
  const { edit, propose, release } = spec.access
  const { state } = revision
  const answer = ownAnswer(spec, revision)
  const answers = (command: 'acknowledge' | 'object') =>
    propose &&
    answer !== null &&
    (state === 'released' || state === 'suspended') &&
    acknowledgementLifecycle.allows(answer.state, command)
  const allowed: readonly (readonly [Step, boolean])[] = [
    ['sign', revision.maySignAs.length > 0],
    ['acknowledge', answers('acknowledge')],
    ['object', answers('object')],
    ['submit', edit && specRevisionLifecycle.allows(state, 'submit')],
    ['release', release && specRevisionLifecycle.allows(state, 'release')],
    ['requestChanges', propose && revision.review !== null && specRevisionLifecycle.allows(state, 'requestChanges')],
    ['withdraw', edit && specRevisionLifecycle.allows(state, 'withdraw')],
    ['resume', release && specRevisionLifecycle.allows(state, 'resume')],
    ['startDraft', edit && spec.currentRevisionId === revision.id && (state === 'released' || state === 'suspended')],
    ['suspend', release && specRevisionLifecycle.allows(state, 'suspend')],
  ]
  return allowed.flatMap(([step, may]) => (may ? [step] : []))
}
