import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chainHash, firstBrokenLink, genesisHash, type ChainedEntry } from './journal'

const entryBody = fc.record({
  at: fc.date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
  actorUserId: fc.option(fc.string()),
  actorOrgId: fc.option(fc.string()),
  action: fc.string(),
  subjectId: fc.string(),
  productId: fc.option(fc.string()),
  params: fc.dictionary(
    fc.string(),
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string())),
  ),
})

function chain(bodies: readonly Omit<ChainedEntry, 'orgId' | 'seq'>[]) {
  let previousHash = genesisHash
  return bodies.map((body, index) => {
    const entry: ChainedEntry = { orgId: 'org_1', seq: index + 1, ...body }
    const link = { entry, previousHash, hash: chainHash(previousHash, entry) }
    previousHash = link.hash
    return link
  })
}

const withLink = fc.array(entryBody, { minLength: 1, maxLength: 12 }).chain((bodies) => {
  const links = chain(bodies)
  return fc.nat(links.length - 1).map((index) => ({ links, index, seq: index + 1 }))
})

test('an untouched chain is unbroken, whole and from any entry on', () => {
  fc.assert(
    fc.property(withLink, ({ links, index }) => {
      expect(firstBrokenLink(links)).toBeNull()
      const before = links[index]
      const since = before && { seq: before.entry.seq, hash: before.hash }
      expect(firstBrokenLink(links.slice(index + 1), since)).toBeNull()
    }),
  )
})

test('a changed, missing, repeated or moved entry breaks the chain at its place', () => {
  fc.assert(
    fc.property(withLink, fc.string({ minLength: 1 }), ({ links, index, seq }, suffix) => {
      const changed = links.map((link, at) =>
        at === index ? { ...link, entry: { ...link.entry, subjectId: link.entry.subjectId + suffix } } : link,
      )
      expect(firstBrokenLink(changed)).toBe(seq)
      const without = links.toSpliced(index, 1)
      expect(firstBrokenLink(without)).toBe(index < without.length ? seq : null)
      const repeated = links.flatMap((link, at) => (at === index ? [link, link] : [link]))
      expect(firstBrokenLink(repeated)).toBe(seq + 1)
    }),
  )
})

test('a forger who rehashes one entry still breaks the next', () => {
  fc.assert(
    fc.property(withLink, ({ links, index, seq }) => {
      const forged = links.map((link, at) => {
        if (at !== index) return link
        const entry = { ...link.entry, action: `${link.entry.action}!` }
        return { ...link, entry, hash: chainHash(link.previousHash, entry) }
      })
      expect(firstBrokenLink(forged)).toBe(seq < links.length ? seq + 1 : null)
    }),
  )
})
