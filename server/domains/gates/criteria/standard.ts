import { z } from 'zod'
import { signingRoles, signingSides } from '@/server/domains/specs/rules/sign-off'
import { evidenceKinds, gatedPhases, gateParts, systemChecks } from '../rules/criterion'
import file from './standard.json'

const texts = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) })
const criterion = z.strictObject({
  part: z.enum(gateParts),
  text: texts,
  metric: z.strictObject({ en: z.string(), zh: z.string() }),
  threshold: z.string(),
  evidence: z.enum(evidenceKinds),
  side: z.enum(signingSides),
  role: z.enum(signingRoles),
  mandatory: z.boolean(),
  waivable: z.boolean(),
  waiverRole: z.enum(signingRoles),
  check: z.enum(systemChecks).nullable(),
})

/** What the gate of each phase begins with (lifecycle reference §1), for the brand to change. */
export const standardCriteria = z.record(z.enum(gatedPhases), z.array(criterion)).parse(file)
