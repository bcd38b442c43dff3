/** The package brings no types: break opportunities of a text as Unicode's line breaking algorithm (UAX 14) finds them. */
declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string)
    /** The next place a line may (`required`: must) end, as an index in UTF-16 units; null after the last. */
    nextBreak(): { position: number; required: boolean } | null
  }
}
