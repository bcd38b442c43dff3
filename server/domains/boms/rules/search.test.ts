import { describe, expect, it } from 'vitest'
import { containing, searchTerms } from './search'

describe('search', () => {
  it('folds width, case and spaces, once per word', () =>
    expect(searchTerms('  ＲＣ０４０２　10K 10k ±1％ 电阻 ')).toEqual(['rc0402', '10k', '±1%', '电阻']))
  it('takes wildcards literally', () => expect(containing('1%_\\')).toBe('%1\\%\\_\\\\%'))
})
