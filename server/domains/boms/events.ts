/** Audience: the brand and every partner that may see its BOMs. */
export type BomEvents = {
  /** A file was accepted: a new BOM, or a new revision of one. */
  'boms.imported': { bomId: string; revisionId: string }
  /** A BOM was renamed, archived or restored. */
  'boms.changed': { bomId: string }
  /** Something happened to a file on its way in; only the brand hears of it. */
  'boms.importChanged': { importId: string }
  /** Somebody of the brand was asked to find the part of a line; only the brand hears of it. */
  'boms.lineAssigned': { bomId: string; lineId: string; ownerId: string }
  /** A pick-and-place file was put beside a BOM. */
  'boms.placementsUploaded': { bomId: string; fileId: string }
}
