import { isEmptyRow, type SheetRow } from '@/server/platform/workbooks/sheet'
import { working } from './text'

/** Facts written above the table (rules §3), by the names they go by. */
const KEYS: Record<string, string> = {
  productName: 'project|projectname|项目|项目名称|product|productname|产品名称|产品|机型|产品型号|title',
  bomNo: 'bomno|bomnumber|bom编号|bom号|文件编号',
  revision: 'rev|revision|version|版本|版次|版本号',
  date: 'date|日期|bomdate',
  customer: 'customer|客户|客户名称',
  author: 'author|拟制|编制|制表|preparedby|engineer',
  buildQty: 'boards|boardquantity|boardqty|buildquantity|numberofboards|numberofpcbs|套数|生产数量|台数|生产套数',
  variant: 'variant|配置|机种',
  currency: 'currency|币种|货币',
  tool: 'tool|generator|kicadversion',
  source: 'source|schematicsource',
}
const BY_KEY = new Map(
  Object.entries(KEYS).flatMap(([name, list]) => list.split('|').map((key) => [key, name] as const)),
)

const keyOf = (text: string): string | undefined => BY_KEY.get(text.toLowerCase().replace(/[\s_.\-/#*]/g, ''))

/** `key: value` in one cell, or a key cell followed by its value. The first finding of a key wins. */
export function harvestPreamble(rows: readonly SheetRow[]): Record<string, string> {
  const found: Record<string, string> = {}
  const put = (name: string | undefined, value: string): void => {
    if (name !== undefined && value !== '' && found[name] === undefined) found[name] = value.slice(0, 300)
  }
  for (const row of rows) {
    if (isEmptyRow(row)) continue
    const cells = row.cells.map(working).filter((text) => text !== '')
    for (let i = 0; i < cells.length; i++) {
      const text = cells[i] ?? ''
      const colon = text.search(/[:：]/)
      if (colon > 0 && colon < text.length - 1) {
        const name = keyOf(text.slice(0, colon))
        if (name !== undefined) {
          put(name, text.slice(colon + 1).trim())
          continue
        }
      }
      const name = keyOf(text.replace(/[:：]$/, ''))
      const next = cells[i + 1]
      if (name !== undefined && next !== undefined && keyOf(next.replace(/[:：]$/, '')) === undefined) {
        put(name, next)
        i++
      }
    }
  }
  return found
}
