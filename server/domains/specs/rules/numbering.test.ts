import { expect, test } from 'vitest'
import { workingNumber } from './numbering'

test('working revisions count on', () => expect([1, 9, 10].map(workingNumber)).toEqual(['0.1', '0.9', '0.10']))
