/** What looking at one design file may cost. Anything past these bounds is cut or refused and said so. */
const MB = 1024 * 1024

/** Largest file looked at. Scans of whole assemblies are larger; they are kept, not read. */
export const MAX_FILE_BYTES = 256 * MB
/** Text is read up to here; what is behind is not. */
export const MAX_TEXT_BYTES = 64 * MB
/** Spreadsheet readers have their own, smaller bound. */
export const MAX_TABLE_BYTES = 10 * MB
/** Bytes that decide what a file is. */
export const HEAD_BYTES = 64 * 1024

export const MAX_ARCHIVE_ENTRIES = 2_000
export const MAX_UNPACKED_BYTES = 256 * MB
export const MAX_MEMBER_BYTES = 64 * MB
/** Gerber packs to a tenth or a thirtieth; a member past this ratio is made to burst. */
export const MAX_COMPRESSION_RATIO = 200
/** Small members of blanks pack well without harm; the ratio is judged above this size only. */
export const RATIO_FREE_BYTES = MB

/** Commands of one Gerber or drill file. Real boards stay below a million. */
export const MAX_COMMANDS = 8_000_000
/** Copies one step-and-repeat or repeat code may ask for before a person should look. */
export const MAX_REPEATS = 100_000
export const MAX_MACRO_WORK = 20_000_000
export const MAX_MACRO_CHARS = 64 * 1024
/** Coordinates, codes and spaces of one word command; comments may be longer. */
export const MAX_WORD_CHARS = 4_096
export const MAX_APERTURES = 20_000
export const MAX_BLOCK_DEPTH = 16
export const MAX_ATTRIBUTES = 200
export const MAX_ATTRIBUTE_CHARS = 1_000
export const MAX_TOOLS = 2_000

/** KiCad nests a dozen lists, EAGLE as many elements. */
export const MAX_LIST_DEPTH = 200
/** Lists within one footprint or zone; the fill of a large plane has a tenth of that. */
export const MAX_ITEM_LISTS = 1_000_000
export const MAX_PDF_OBJECTS = 200_000
export const MAX_PDF_PAGES = 10_000
export const MAX_PDF_INFLATED_BYTES = 64 * MB
export const MAX_PDF_DICTIONARY_CHARS = 64 * 1024
/** A picture with more is not shown: decoding takes four bytes a pixel. */
export const MAX_PIXELS = 100_000_000

export const MAX_FINDINGS_OF_ONE_CODE = 20
/** Longest text of a file kept as a fact or a parameter. */
export const MAX_FACT_CHARS = 200
