import { pinyin } from 'pinyin-pro'

/** Columns a BOM can be sorted by; `position` is the order of the file and needs no list of its own. */
export const lineSorts = [
  'position',
  'refs',
  'quantity',
  'ipn',
  'mpn',
  'manufacturer',
  'value',
  'package',
  'descriptionEn',
  'descriptionZh',
  'price',
] as const
export type LineSort = (typeof lineSorts)[number]
