/** Audience: the brand and every partner that may see its BOMs. */
export type BomEvents = {
  /** A file was accepted: a new BOM, or a new revision of one. */
  'boms.imported': { bomId: string; revisionId: string }
  /** A BOM was renamed, archived or restored; a revision was begun or edited. */
  'boms.changed': { bomId: string }
  /** Something happened to a file on its way in; only the brand hears of it. */
  'boms.importChanged': { importId: string }
  /** A request for a substitute; only the brand and the factory that made it hear of it. */
  'boms.substitutionProposed': { bomId: string; substitutionId: string }
  'boms.substitutionAnswered': { bomId: string; substitutionId: string }
  'boms.substitutionWithdrawn': { bomId: string; substitutionId: string }
  /** A draft was put before those who release; only the brand hears of it. */
  'boms.submitted': { bomId: string; revisionId: string }
  /** It came back with what has to change; only the brand hears of it. */
  'boms.sentBack': { bomId: string; revisionId: string }
  /** A revision is in force from now on. */
  'boms.released': { bomId: string; revisionId: string }
}
