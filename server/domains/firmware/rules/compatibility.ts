/** What a build says it runs on and with. Empty lists and nulls are not stated. */
export type Compatibility = Readonly<{
  /** Letters of the released board revisions, such as `A`. */
  boardRevisions: readonly string[]
  /** Letters of the released BOM revisions. */
  bomRevisions: readonly string[]
  /** Codes of variants of the BOM. */
  variants: readonly string[]
  /** A range of versions, such as `>=1.2.0 <2.0.0`. */
  bootloader: string | null
  /** The version of the cloud interface it needs. */
  contractVersion: string | null
}>

export const anyDevice: Compatibility = {
  boardRevisions: [],
  bomRevisions: [],
  variants: [],
  bootloader: null,
  contractVersion: null,
}
