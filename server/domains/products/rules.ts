/** Development phases, in order. MP = mass production. */
export const phases = ['concept', 'evt', 'dvt', 'pvt', 'mp'] as const
export type Phase = (typeof phases)[number]

/** What a partner may be shown. `boms` without `prices` hides every price column. */
export const grants = ['specs', 'boms', 'prices', 'files', 'firmware'] as const
export type Grant = (typeof grants)[number]

/** IoT verticals and their sub-verticals; the labels live in `locales/<language>/products.json`. */
export const verticals = {
  wearable: ['watch', 'band', 'hearable', 'ring', 'medical', 'pet'],
  car: ['infotainment', 'telematics', 'charging', 'sensor', 'lighting'],
  home: ['sensor', 'security', 'lighting', 'climate', 'appliance', 'energy'],
  city: ['metering', 'parking', 'streetlight', 'environment', 'tracking'],
  industrial: ['gateway', 'sensor', 'controller', 'monitoring', 'robotics'],
} as const satisfies Record<string, readonly string[]>
export type Vertical = keyof typeof verticals

export const isVertical = (text: string): text is Vertical => Object.hasOwn(verticals, text)
export const isSubVertical = (vertical: Vertical, text: string): boolean =>
  (verticals[vertical] as readonly string[]).includes(text)

/** Prices make no sense without the BOM they stand in. */
export function closeGrants(chosen: readonly Grant[]): Grant[] {
  const wanted = new Set(chosen)
  if (wanted.has('prices')) wanted.add('boms')
  return grants.filter((grant) => wanted.has(grant))
}
