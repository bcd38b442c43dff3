/** Requirements in one document. Beyond this it is several documents. */
export const mostRequirements = 5_000
/** Characters per language. */
export const longestTitle = 200
export const longestText = 8_000
export const longestUnit = 24

/** Working days a partner has to acknowledge a release (lifecycle reference §2). */
export const acknowledgementDays = 3
