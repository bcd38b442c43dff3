import type { CanonicalField } from './fields'

/**
 * Header names after normalisation (lower case, no blanks or punctuation, no accents, simplified characters).
 * `*` = weak: only when no strong name claims the field. `?` = ambiguous: decided by content (column-content.ts); such
 * a name may stand under several fields, the first listed being the default.
 */
const ALIASES: Record<CanonicalField, string> = {
  refdes: `customerreference? designator designators refno refnos refdeslist referencelist designatorlist ref refs reference references refdes refdesig refdesignator refdesignators referencedesignator
    referencedesignators referencedesignation partreference partreferences schematicreference schematicreferences location? locations?
    parts partdesignator partdesignators componentdesignator componentreference refdesignators circuitreference circuitref circuitdesignator
    designatorref refdess pcbreference placement? placements? position? part? component? id? bauteil? bezeichner referenz
    referenzen referenzbezeichner positionsbezeichner bauteilreferenz repere reperes reperetopologique referencetopologique designateur
    designateurs referencia referencias designador designadores riferimento riferimenti oznaczenie oznaczenia desygnator referentie
    обозначение позиционноеобозначение позобозначение поз位号 位号 位置号 标号 元件位号 元件标号 位置 安装位置 贴装位置 插件位置 元件位置
    零件位号 丝印号 丝印 元件序号? 器件位号 器件标号 零件位置 位置编号 部品记号 参照番号 参照记号 回路记号 回路番号 リファレンス 부품위치 위치 레퍼런스`,
  qty: `qty quantity qnty quant qtyper qtyperunit qtyperboard qtyperpcb quantityperpcb quantityperboard quantityperunit perboard count
    usage unitqty qtyea qtyeach qtypcs pcs pieces quantitypcs bomqty qtypcb qtyboard qtyperassy qtyperassembly quantityperassembly quantityperside
    qtyperside qtyused quantityused numrequired noof noofparts partcount componentcount amount* number?* num?* required* req*
    menge anzahl stuck stk stuckzahl stueckzahl quantite qte qt quantita qta cantidad cant quantidade qtd qtde aantal ilosc mnozstvi pocet antal kpl lkm
    количество колво кол 用量 数量 用量分子 分子 基本用量 子件用量 单机用量 单台用量 单板用量 单位用量 基本单位用量 标准用量 个数 每套数量 单套用量 定额 单耗 用料 单机数量
    单板数量 每板用量 每台用量 使用数量 使用量 件数 员数 個数 使用数 수량 소요량`,
  qtyPer: `qtyperbase basequantity baseqty quantitybase 用量分母 分母 基础数量 基础用量 母件底数 底数 用量基数 基数`,
  qtyTotal: `totalqty totalquantity buildquantity buildqty extqty extendedqty extendedquantity orderqty orderquantity requiredqty requiredquantity
    qtytobuy qtytotal quantitytotal qtyrequired totalcount totalneeded totalrequired gesamtmenge quantitetotale 总用量 总数量 总数 需求数量 需求量
    订单用量 合计数量 采购数量 应发数量 实需数 总需求 订单数量 需求总量`,
  mpn: `mpn manufacturerpartnumber manufacturerpart manufacturerpartno manufacturerpartnum manufacturersparts manufacturersparnumber
    manufacturerspartnumber manufacturerproductnumber manufacturepartnumber manufacturepart manufacturernumber manufacturerno manufacturerpn
    manufacturercode manufacturerref manufacturerreference manufacturersku manufactureritem manufactureritemno mfrpart mfrparts mfrpartno mfrpartnum
    mfrpartnumber mfrpn mfrsparts mfrspartno mfrspartnumber mfgpn mfgpart mfgparts mfgpartno mfgpartnum mfgpartnumber mfgno mfgnumber mfrno
    mfrnumber mfp mfpn manpn manpart manpartno manpartnumber manufpn manufpart manufpartnumber manufpartno mnfpn mnfpart mnfpartnumber mnfpartno mfpartnumber mfpartno mfpart mfnumber
    oempn oempart oempartnumber partnumberm componentmpn mpnpartnumber mpns vendorpartno? model? modelno modelnumber
    mpartnumber actualmpn primarympn mainmpn fullpartnumber orderablepartnumber partnumber? partno? partnum? pn? productnumber? partnumbers?
    partnumbertype? libref? typenumber herstellernummer herstellernr herstellerteilenummer herstellerteilenr herstellerartikelnummer
    herstellerartikelnr herstellerbezeichnung herstellertyp referencefabricant reffabricant referenceconstructeur refconstructeur codefabricant
    numerodepiecefabricant numerodepiecedufabricant referenciafabricante numerodepartefabricante codiceproduttore codicecostruttore
    numerproducenta 型号? 制造商料号 制造商型号 制造商零件编号 制造商部件号 制造商编号 制造商件号 厂家型号 厂家料号 厂商型号 厂商料号 厂家编号 原厂型号
    原厂料号 原厂编号 原厂件号 商品型号 规格型号? 型号规格? 器件型号 元件型号 元器件型号 品牌型号 生产厂家型号 产品型号 物料型号 具体型号 推荐型号
    型番 型式 メーカー型番 メーカ型番 メーカー品番 部品型番 제조사부품번호 제조사품번`,
  ipn: `componentnumber compno ipn internalpn internalpart internalpartnumber internalpartno itemcode itemnumbererp materialcode materialno materialnumber
    stockcode stockno stocknumber erpno erpcode hhpn companypn companypartnumber housepn housepart housepartnumber inhousepn corporatepn
    componentipn ipnnumber partcode partid sapno sapnumber sapcode inventorycode itemid? oursku artikelnummer? artikelnr? articlenumber? articleno?
    sachnummer teilenummer? materialnummer codearticle codigo? codice? component? part? item? partnumber? partno? partnum? pn? productnumber? partnumbers?
    partnumbertype? 编码? 编号? 物料编码 物料编号 物料代码 物料号 物料料号 子项物料代码 子项物料编码 子件编码 子件料号 子件物料编码 料号 品号
    存货编码 存货代码 货号 内部料号 内部编码 ERP编码 erp编码 erp料号 元件料号 元件编码 材料编码 材料编号 零件编号? 零件号 件号 图号? 部品番号? 部品コード 품번 부품번호?`,
  manufacturer: `manufacturer manufacturers mfr mfg mfn mfrs mf manufac manufact manufacture manuf manu manuf1name mnf maker make brand vendor?
    manufacturername mfrname mfgname mfgr mfgrname manname man* fabricator hersteller herst herstellername fabricant constructeur marque fabricante
    marca produttore costruttore producent fabrikant vyrobce производитель изготовитель 制造商 制造厂商 制造厂家 品牌 厂家 厂商 生产厂家 生产厂商
    生产商 原厂 牌子 品牌厂家 厂牌 品牌厂商 品牌制造商 制造商名称 厂家名称 メーカー メーカ メーカー名 メーカ名 製造元 제조사 제조업체`,
  supplier: `supplier suppliers distributor distributors source? sourcedfrom seller merchant suppliername distributorname vendorname dist
    lieferant distributeur fournisseur fournisseurs proveedor fornitore fornecedor leverancier dostawca поставщик vendor? 供应商 供货商 供应商名称
    渠道 采购渠道 购买渠道 仕入先 공급업체`,
  supplierPn: `catalogpartnumber? catalogno? catalognumber? cataloguenumber? catalog? supplierpart supplierpartnumber supplierpartno supplierpn suppliernumber supplierno suppliercode supplierref supplierreference
    supplierandref spn sku suppliersku orderingcode orderingnumber ordercode orderno ordernumber orderpn distpn distpartnumber distpartno
    distributorpn distributorpart distributorpartnumber distributorpartno distributorref distributorsku distributorcode vendorpn vendorpart
    vendorpartnumber vendorpartno vendorno vendornumber vendorsku vendorcode seeedsku mousersku
    distributor1pn stockcodesupplier digikey digikeypn digikeypart digikeypartnumber digikeypartno digikeysku dkpn dkpart dkpartnumber mouser
    mouserpn mouserpart mouserpartnumber mouserpartno farnell farnellpn farnellpart farnellpartnumber farnellordercode newark newarkpn element14
    rs rspn rspart rsnumber rsstockno rscomponents arrow arrowpn arrowpartnumber avnet tme tmepn reichelt conrad snpdk sndk sndigikey snmouser
    bestellnummer bestellnr bestnr bestellcode lieferantennummer lieferantenartikelnummer referencefournisseur reffournisseur codefournisseur
    codecommande referenciaproveedor codicefornitore codiceordine 供应商料号 供应商编号 供应商编码 供应商物料号 供应商型号 供应商零件编号
    供应商器件编号 供应商商品编号 商品编号 商品编码? 订货号 订货编号 订货编码 订购编号 采购编号 采购编码`,
  lcscPn: `lcsc lcscpn lcscpart lcscparts lcscpartno lcscpartnumber lcscnumber lcscno lcscsku lcsccode lcscid lcscc lcscref lcscorder jlcpcb jlcpcbpart
    jlcpcbparts jlcpcbpn jlcpcbpartno jlcpcbpartnumber jlcpart jlcparts jlcpartno jlcpn jlc jlcpcbid 立创编号 立创料号 立创商品编号 立创订货编号 立创
    嘉立创编号 嘉立创 立创商城编号 立创商城 嘉立创库编号 嘉立创料号 嘉立创物料编号 c编号 元件编号?`,
  value: `compdevicetype value val values comment? componentvalue partvalue cmpvalue electricalvalue nominal name? part? designation? wert werte bauteilwert valeur
    valor valore waarde wartosc hodnota номинал значение 值 参数 阻值 容值 感值 阻容值 标称值 参数值 元件值 器件值 数值 规格值 定数 定数値 规格? 型号? 값 정격`,
  package: `package packages footprint footprints packagetype packagename packagefootprint case casepackage packagecase caseandpackage casesize pattern patternname
    packagesize pcbfootprint pcbdecal pcbpackage decal size? footprintname footprintref jlcpackage partpackage componentpackage landpattern housing outline
    geometry pkg pkgtype type? gehause bauform boitier empreinte encapsulado huella contenitore encapsulamento behuizing obudowa pouzdro корпус
    封装 封装形式 封装规格 封装类型 封装名称 封装尺寸 封装型号 pcb封装 外形 外形尺寸 尺寸? 规格封装 元件封装 器件封装 焊盘 脚位 パッケージ 形状 패키지`,
  description: `objectdescription componenttext description descriptions desc descr descrip partdescription itemdescription componentdescription designation? details detail
    longdescription shortdescription parttitle partdesc itemdesc productdescription materialdescription descriptionspec specification?
    specifications? spec? specs? characteristics? componentdescriptionlong beschreibung bezeichnung artikelbezeichnung benennung descripcion descrizione
    descricao omschrijving opis popis beschrijving descriptif описание наименование 描述 物料描述 元件描述 器件描述 材料描述 零件描述 商品描述 说明?
    规格描述 物料规格描述 品名规格 物料规格 材料规格 名称及规格 名称规格 品名及规格 产品描述 详细描述 规格说明 规格参数 技术参数 参数描述 描述信息
    子项规格型号 规格? 规格型号? 型号规格? 仕様 規格 说明书? 규격 사양`,
  name: `modelname name? partname itemname productname component? item? componentname componenttype parttype title? cmpname catagory category? family?
    bauteilname 名称 品名 物料名称 元件名称 元器件名称 器件名称 零件名称 存货名称 子项物料名称 子件名称 材料名称 物料 商品名称 产品名称? 类型? 类别?
    种类? 部品名 部品名称 名前 품명 부품명 명칭`,
  symbol: `device? devicename libref? symbol libraryref libraryreference libraryname* schematicpart part? partlib libpart library* librarypart
    symbolname schlib 器件 符号 库元件 库名 原理图符号`,
  lineNo: `item? itemno? itemnumber? itemnr no? nr num?* number?* line lineno linenumber lineitem pos posnr posno position? seq seqno sequence sno srno slno
    slnumber serialno? serialnumber? index idx id? bomline bomid? row rowno ln sn component? 序号 项次 行号 项目号 顺序号 项目 编号? 号 连番 通番 项番 번호`,
  level: `level lvl bomlevel indent depth hierarchy tier levels indentlevel ebene niveau 层级 层次 阶次 阶层 级别 bom层级 bom级别 bom阶次 阶 层? 等级 레벨`,
  parentPn: `parent parentpart parentpn parentpartnumber parentitem parentno parentcode assembly? assy? usedon nextassembly nha parentipn 父件 父项 母件
    母件编码 母件料号 父件编码 父件料号 父项物料编码 父项物料代码 父项编码 上级物料 上级料号 主件料号 主件编码`,
  cpn: `customerreference? cpn customerpn custpn customerpart customerpartnumber customerpartno customeritem 客户料号 客户编码 客户物料号 客户物料编码
    客户品号 客户件号`,
  uom: `uom unit units um unitofmeasure measureunit qtyunit einheit unite unidad unita eenheid jednostka 单位 计量单位 基本单位 常用单位 库存单位 主计量单位 单位名称 단위`,
  mount: `mount mounting mountingtype mounttype mountingstyle mountstyle smdtht smttht smtdip smdth thsmd technology tech process? assemblytype type? montage 贴装方式
    贴装工艺 工艺 使用工序 安装方式 安装类型 贴插 贴片插件 smtdip 工序 焊接方式 组装方式`,
  side: `side layer boardside mountside pcbside assemblyside placementside topbottom tb 面 板面 贴装面 贴片面 面别 元件面 层? 实装面`,
  dnp: `dnp donotplace donotpopulate dni dnf dns dnm dnl donotfit donotinstall donotmount donotstuff donotassemble nopop nostuff noload notfitted
    notpopulated unpopulated excludefromassembly config? 不贴 是否不贴 空贴 不焊 不装 不贴装 不上件 空焊 nc? nichtbestuckt nonmonte`,
  fitted: `fitted populate populated place placed stuff stuffed assemble assembled install installed mounted addintobom inbom includeinbom inpnp fit
    load? loaded soldered bestuckt bestucken monter 是否贴装 是否贴片 是否焊接 是否装配 是否上件 加入bom 贴装 是否加入bom 是否贴`,
  excludeFromBom: `excludefrombom excludebom virtual donotbuy nobom 不加入bom 排除bom 不列入bom`,
  alternates: `alternate alternates alternative alternatives alt alts altmpn altpn altpart altpartnumber altparts alternatepart alternateparts alternatempn
    alternatepartnumber alternativempn alternativepart alternativeparts alternativepartnumber substitute substitutes substitutepart
    substitution equivalent equivalents secondsource 2ndsource subs crossref crossreference replacement replacements ersatz ersatztyp 替代料 代用料 可替代 可替代型号
    可替代料 替代型号 替代品 替代物料 替换料 代替料 代料 第二供应商 二供型号 二供 备选型号 备选料 备用料 备用型号 代替品`,
  altManufacturer: `altmanufacturer altmfr altmfg alternatemanufacturer alternatemfr alternativemanufacturer alternatemfg 替代品牌 替代厂家 替代料品牌 二供品牌 备选品牌`,
  altFlag: `altflag alternateflag mainalt mainsub 主替 主替料 主副料 主料替代料 是否替代 替代标识 替代标志 存在替代关系? 替代关系`,
  altStatus: `alternatestatus alternatestatuses altstatus 替代料状态 替代状态`,
  tolerance: `tolerance tol accuracy precision toleranz tolerancia tolleranza 精度 误差 公差 容差 偏差`,
  voltage: `voltage voltagerating ratedvoltage voltagerated maxvoltage workingvoltage rating? vdc wv vrating spannung tension tensione 耐压 电压 额定电压 耐压值 工作电压`,
  power: `power powerrating powerrated wattage watt watts ratedpower leistung puissance 功率 额定功率 功耗`,
  current: `current currentrating currentrated ratedcurrent amps 电流 额定电流`,
  dielectric: `dielectric tempco tc temperaturecoefficient tempcoeff tempchar material? dielectrictype 介质 材质? 温度特性 温漂 温度系数`,
  attritionPct: `attritionpct attritionpercent attrition% wastage% scrap% scrappercent scraprate lossfactor losspct loss% 变动损耗率 变动损耗率% 损耗系数 子件损耗率 子件损耗率% attrition overage scrap scrappct scrapfactor wastage lossrate attritionrate 损耗率 损耗 损耗% 损耗比例 损耗率%`,
  attritionQty: `fixedattrition attritionextra extrapieces fixedloss fixedscrap 固定损耗数量 固定损耗量 附加损耗 额外损耗 抛料 setupquantity overageqty extraqty spare spares minextra setupqty attritionqty 固定损耗 备品数 抛料数 开机损耗 备品 损耗数量`,
  roundMultiple: `roundingmultiple multiple packqty packagingqty spq mpq packquantity standardpack ordermultiple 最小包装 最小包装数 包装数量 标准包装 最小包装量 包装量`,
  sourcing: `supplymethod suppliedfrom procuredby 供应方 供料方 物料来源 采购属性 供货方式 是否客供 是否客供料 供应类型 consigned customersupplied suppliedby procurement procurementtype sourcing buyby makebuy makeorbuy consignment turnkey 客供 客供料 供料方式 物料属性 来源 采购方式 供应方式 来料方式`,
  unitPrice: `unitprice price cost unitcost pricepc priceeach priceper priceunit eachprice supplierunitprice unitpricing priceea einzelpreis preis stuckpreis prixunitaire
    prix preciounitario precio prezzounitario prezzo preco cena 单价 含税单价 未税单价 不含税单价 价格 成本 单价元 采购单价 単価 단가`,
  extPrice: `extprice extendedprice totalprice totalcost subtotal linetotal extcost extendedcost linecost lineprice suppliersubtotal total? gesamtpreis prixtotal preciototal
    prezzototale 金额 总价 小计 合计金额 合计 总金额 金额元 금액`,
  currency: `currency cur ccy curr wahrung devise moneda valuta 币种 货币 币别`,
  moq: `moq minqty minimumorder minimumorderqty minorder minorderqty minimumorderquantity suppliermoq 最小起订量 起订量 最小订购量 最小订单量`,
  leadTime: `leadtime lt leadtimedays leadtimeweeks delivery lieferzeit delai 交期 货期 采购周期 提前期 交货期 交货周期`,
  msl: `msl moisturelevel moisturesensitivitylevel msllevel 湿敏等级 msl等级 潮敏等级 湿敏`,
  rohs: `rohs rohsstatus leadfree reach rohscompliant rohscompliance pbfree 环保 环保要求 环保等级 有无铅 无铅`,
  lifecycle: `lifecycle status? lifecyclestatus partstatus lifecyclestate 生命周期 物料状态 使用状态 状态?`,
  datasheet: `datasheet datasheets datasheeturl datasheetlink link links url urls documentation helpurl componentlink1url datenblatt lien hyperlink producturl purchaselink
    数据手册 规格书 资料 链接 手册 购买链接 商品链接 采购链接 datasheetpdf データシート`,
  hsCode: `hs hscode hts htscode htsus tariffcode tariff hs编码 海关编码 商品编码? 税则号 税号`,
  coo: `coo countryoforigin origin countryorigin 原产国 原产地 产地`,
  critical: `critical ccl criticalcomponent safetypart safetycritical criticalpart 关键件 关键件标志 安规件 关键物料 关键元件 安规`,
  itemType: `itemtype materialtype sourcetype usagetype bomusage lineusage itemusage 用途 料件类型 物料用途 子件类型 子项类型 物料类型 物料类别 自制外购 件属性 属性?`,
  variants: `variant? variants? variantrule variantrules notfittedin fittedin buildvariant buildvariants assemblyvariant assemblyvariants config? configuration? 配置? 机种? 适用机型? 适用配置 适用版本 不适用配置`,
  note: `note notes remark remarks comments* comment? usercomment usercomments info information? bemerkung bemerkungen anmerkung anmerkungen kommentar hinweis remarque
    remarques commentaire commentaires nota notas observaciones observacao uwagi poznamka opmerking примечание 备注 附注 说明? 备考 备注说明 注意事项 특이사항 비고 備考`,
}

export type Strength = 'strong' | 'weak' | 'ambiguous'
export type AliasEntry = { field: CanonicalField; strength: Strength }

function build(): Map<string, AliasEntry[]> {
  const table = new Map<string, AliasEntry[]>()
  for (const [field, list] of Object.entries(ALIASES)) {
    for (const word of list.split(/\s+/)) {
      const strength: Strength = word.includes('?') ? 'ambiguous' : word.includes('*') ? 'weak' : 'strong'
      const key = word
        .replace(/[?*]/g, '')
        .toLowerCase()
        .replaceAll('規', '规')
        .replaceAll('備', '备')
        .replaceAll('個', '个')
        .replaceAll('製', '制')
      if (key === '') continue
      const entries = table.get(key) ?? []
      // `ALIASES` is keyed by every canonical field.
      entries.push({ field: field as CanonicalField, strength })
      table.set(key, entries)
    }
  }
  return table
}

const TABLE = build()

/** What an exact header key may mean; empty when unknown. */
export const aliasEntries = (key: string): readonly AliasEntry[] => TABLE.get(key) ?? []

/** Names no list can hold in full: built from parts. Tried in order on keys the table does not know. */
export const PATTERNS: readonly (readonly [RegExp, CanonicalField])[] = [
  [/^(alt|alternat(e|ive)|substitute|替代|备选|二供|代用).*(status|state|状态)$/, 'altStatus'],
  [
    /^(alt|alternat(e|ive)|substitute|2nd|second|替代|备选|二供).*(mfr|mfg|manufacturer|maker|brand|品牌|厂家|厂商|制造商)$/,
    'altManufacturer',
  ],
  [/^(alt|alternat(e|ive)|substitute|2nd|second|secondary|替代|备选|二供|代用)/, 'alternates'],
  [/^oc(farnell|newark|digikey|mouser|rs)$/, 'supplierPn'],
  [/^(lcsc|jlc|jlcpcb|szlcsc)/, 'lcscPn'],
  [/(立创|嘉立创).*(编号|料号|编码)$/, 'lcscPn'],
  [
    /^(digi?key|dk|mouser|farnell|newark|element14|rs(components)?|arrow|avnet|tme|reichelt|conrad|future|verical|chip1stop|seeed|adafruit|sparkfun|mcmaster(carr)?|szlcsc)(pn|part|parts|partno|partnumber|no|number|num|sku|id|code|ordercode|ref)?$/,
    'supplierPn',
  ],
  [
    /^(manufacturers?|mfrs?|mfgr?|mnf|manuf?|manf|man|maker|brand|hersteller|fabricant)(s|er|ing)?(pn|part|parts|product|partno|partnum|partnumber|no|nr|num|number|code|ref|reference|id|sku|model|typ|type)(s|no|nr|num|number|code|id|name)?$/,
    'mpn',
  ],
  [/(mpn|mfrpn|mfgpn)$/, 'mpn'],
  [
    /^(supplier|suppliers|distributor|dist|vendor|order|ordering|purchase|purchasing|stock|catalog|catalogue|reseller)(pn|part|parts|product|no|nr|num|number|code|ref|reference|id|sku)(s|no|nr|num|number|code|id)?$/,
    'supplierPn',
  ],
  [
    /^(qty|quantity|menge|anzahl)(per|for|in|on|each|used|of)?(one|1|single|a)?(board|pcb|pcba|unit|side|assy|assembly|set|kit|device|product|module|design|parts|components)?$/,
    'qty',
  ],
  [/^(单|每|一)(台|板|机|套|片|个|pcs|pcb|块)?(用量|数量|用数|需求)/, 'qty'],
  [/^(total|ext|extended|order|build|required|need|buy).*(qty|quantity)$/, 'qtyTotal'],
  [/^(qty|quantity)(total|needed|required|toorder|tobuy|ordered|x?\d+)/, 'qtyTotal'],
  [/^(总|合计|需求|订单|采购)(用量|数量|需求)/, 'qtyTotal'],
  [/(totalprice|totalcost|extendedprice|extprice|总价|金额|小计)/, 'extPrice'],
  [/(price|cost).*total|total.*(price|cost)/, 'extPrice'],
  [/(unitprice|unitcost|单价|priceper|^price)/, 'unitPrice'],
  [/(pcbfootprint|footprint)$/, 'package'],
  [/^(ref|reference)(des|desig|designator|designators|designation)s?/, 'refdes'],
  [/(datasheet|规格书|数据手册)/, 'datasheet'],
  [/^(manufacturer|mfr|mfg|mnf)name?s?$/, 'manufacturer'],
  [/(备注|remarks?)$/, 'note'],
  [/(描述)$/, 'description'],
  [/位号$/, 'refdes'],
  [/封装$/, 'package'],
  [/(料号|物料编码|partnumber|partno)$/, 'ipn'],
]
