import { expect, test } from 'vitest'
import { plainText } from './plain-text'

test.each([
  ['line ends of every system', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
  ['controls', 'a\u0000\u0007b\u009fc\u001b[31md', 'abc[31md'],
  ['marks that turn the direction', '3.1\u202e5.3\u202c V', '3.15.3 V'],
  ['joiners and selectors', '👩\u200d🔧⚠\ufe0f', '👩🔧⚠'],
  ['spaces of other widths', 'a\tb\u2009c\u202fd\u3000e', 'a b c\u00a0d\u3000e'],
  ['letters in two pieces', 'e\u0301', 'é'],
  ['half of a character', 'a\ud83db', 'a\ufffdb'],
  ['a place where a line may end', 'a\u200bb', 'a\u200bb'],
])('%s', (_, given, wanted) => expect(plainText(given)).toBe(wanted))
