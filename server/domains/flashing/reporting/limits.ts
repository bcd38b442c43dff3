/** As much as one report brings. */
export const mostResults = 5_000
/** Characters of the name of a station, and of a note. */
export const longestStation = 60
export const longestNote = 400
