import { expect, test } from 'vitest'
import { approvesAlone, type RequiredSignature } from './sign-off'

const brand: RequiredSignature = { side: 'brand', role: 'engineer' }
const partner: RequiredSignature = { side: 'partner', role: 'engineer' }
const by = (slot: string, userId: string) => ({ slot, userId })

test.each([
  ['the only signature is the submitter’s', [brand], [], 'ann', true],
  ['the only signature is a colleague’s', [brand], [], 'ben', false],
  ['the factory signs after', [brand, partner], [], 'ann', false],
  ['the factory signed before', [brand, partner], [by('partner:engineer', 'wang')], 'ann', false],
  ['the factory signs last', [brand, partner], [by('brand:engineer', 'ann')], 'wang', false],
] as const)('nobody approves alone what they put up: %s', (_, requiredSignatures, given, signer, alone) =>
  expect(approvesAlone({ requiredSignatures, submittedBy: 'ann' }, given, signer)).toBe(alone),
)
