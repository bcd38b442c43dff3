'use client'
import { useTranslation } from 'react-i18next'
import { isSubVertical, isVertical, verticals, type SubVertical } from '@/server/domains/products/rules'

const known = (text: string): text is SubVertical =>
  Object.keys(verticals).some((vertical) => isVertical(vertical) && isSubVertical(vertical, text))

/** What kind of product it is, in words: `Home · Sensor`. */
export function useKindLabel(): (product: Readonly<{ vertical: string; subVertical: string }>) => string {
  const { t } = useTranslation('products')
  return ({ vertical, subVertical }) =>
    [
      isVertical(vertical) ? t(`vertical.${vertical}`) : vertical,
      known(subVertical) ? t(`subVertical.${subVertical}`) : subVertical,
    ].join(' · ')
}
