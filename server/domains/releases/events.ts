/** What the rest of the product may be told of releases. Ids travel; contents are asked for. */
export type ReleaseEvents = {
  /** A recipe or a package is another way now; only the brand hears of it. */
  'releases.changed': { packageId?: string; recipeId?: string; goldenId?: string }
  /** A package can be had; the brand hears of it, and the partner it is for. */
  'releases.issued': { packageId: string }
  /** It must not be used any more: the brand and the partner it was for. */
  'releases.withdrawn': { packageId: string }
  /** A golden package was put before the factory; both sides hear of it, as of all that follows. */
  'releases.goldenProposed': { goldenId: string }
  /** One side signed, or its archive is there. */
  'releases.goldenChanged': { goldenId: string }
  /** Both signed: it is in force between the two. */
  'releases.goldenSigned': { goldenId: string }
  'releases.goldenWithdrawn': { goldenId: string }
}
