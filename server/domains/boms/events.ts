/** Audience: the brand and every partner that may see its BOMs. */
export type BomEvents = {
  /** A file was accepted: a new BOM, or a new revision of one. */
  'boms.imported': { bomId: string; revisionId: string }
  /** A BOM was renamed, archived or restored; a revision was begun or edited. */
  'boms.changed': { bomId: string }
  /** What a build costs was kept; only the brand hears of it. */
  'boms.costSaved': { bomId: string }
  /** Parts are on their way to a factory, or what was said of them was put right; the brand and that factory hear of it. */
  'boms.consignmentShipped': { consignmentId: string }
  'boms.consignmentCorrected': { consignmentId: string }
  /** They were counted there. */
  'boms.consignmentReceived': { consignmentId: string }
  /** What a factory loses or adds while building changed; the brand and that factory hear of it. */
  'boms.factoryChanged': { bomId: string }
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
  /** Somebody of the brand was asked to find the part of a line; only the brand hears of it. */
  'boms.lineAssigned': { bomId: string; lineId: string; ownerId: string }
  /** A pick-and-place file was put beside a BOM. */
  'boms.placementsUploaded': { bomId: string; fileId: string }
}
