/**
 * Whether every signature can get a person of its own: one person signs once. `may` says who can sign in which capacity.
 * Augmenting paths over at most eight signatures.
 */
export function canAllSign<Role, Person>(
  signatures: readonly Role[],
  people: readonly Person[],
  may: (person: Person, role: Role) => boolean,
): boolean {
  const signer = new Map<number, number>()
  const place = (at: number, seen: Set<number>): boolean =>
    people.some((person, index) => {
      const role = signatures[at]
      if (role === undefined || seen.has(index) || !may(person, role)) return false
      seen.add(index)
      const taken = signer.get(index)
      if (taken !== undefined && !place(taken, seen)) return false
      signer.set(index, at)
      return true
    })
  return signatures.every((_, at) => place(at, new Set()))
}
