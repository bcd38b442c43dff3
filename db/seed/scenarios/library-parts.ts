import type { SheetCells } from '@/server/domains/parts/exchange/sheet-fields'

/** Cells of an offer; `until`: days from today until which its price holds. */
type Offer = SheetCells & Readonly<{ until?: number }>
/** Cells of a maker's part; `ltb`: days from today until its last orders. */
type Maker = SheetCells & Readonly<{ ltb?: number; offers?: readonly Offer[] }>
/** One entry of a library, as cells of a sheet. */
export type Kept = Readonly<{ part: SheetCells; makers: readonly Maker[]; offers?: readonly Offer[] }>

const lcsc = (sku: string, breaks: string, more: Offer = {}): Offer => ({
  ...{ supplier: 'LCSC', sku, currency: 'USD', breaks, leadTimeDays: '4' },
  url: `https://www.lcsc.com/product-detail/${sku}.html`,
  until: 60,
  ...more,
})
const digiKey = (sku: string, breaks: string, more: Offer = {}): Offer => ({
  ...{ supplier: 'Digi-Key', sku, currency: 'USD', breaks, moq: '1', leadTimeDays: '2', until: 45 },
  ...more,
})
const mouser = (sku: string, breaks: string, more: Offer = {}): Offer => ({
  ...{ supplier: 'Mouser', sku, currency: 'USD', breaks, moq: '1', leadTimeDays: '3', until: 45 },
  ...more,
})
const maker = (mpn: string, manufacturer: string, offers: readonly Offer[], more: Maker = {}): Maker => ({
  ...{ mpn, manufacturer, status: 'approved', makerLifecycle: 'active', makerRohs: 'compliant', makerMsl: '1' },
  offers,
  ...more,
})
const part = (number: string, kind: string, nameEn: string, nameZh: string, more: SheetCells): SheetCells => ({
  ...{ number, kind, nameEn, nameZh },
  ...more,
})

/** What Wrenlow calls its parts, and where it buys them. */
export const brandLibrary: readonly Kept[] = [
  {
    part: part('WL-10-0001', 'capacitor', 'Capacitor 100 nF 16 V X7R', '贴片电容 100nF 16V X7R', {
      ...{ value: '100nF', package: '0402', attritionPct: '0.5', attritionExtra: '50' },
    }),
    makers: [
      maker('GRM155R71C104KA88D', 'Murata', [
        digiKey('490-3261-1-ND', '1: 0.10; 10: 0.021; 100: 0.0089; 1000: 0.00521; 10000: 0.0036'),
        lcsc('C71629', '100: 0.0041; 1000: 0.0032; 10000: 0.0027', { moq: '100', multiple: '100' }),
      ]),
      maker('CL05B104KO5NNNC', 'Samsung', [
        lcsc('C1525', '100: 0.0022; 1000: 0.0017; 10000: 0.0014', { moq: '100', multiple: '100' }),
      ]),
    ],
  },
  {
    part: part('WL-10-0002', 'capacitor', 'Capacitor 1 µF 16 V X5R', '贴片电容 1uF 16V X5R', {
      ...{ value: '1uF', package: '0402', attritionPct: '0.5', attritionExtra: '50' },
    }),
    makers: [
      maker('CL05A105KO5NNNC', 'Samsung', [
        digiKey('1276-1445-1-ND', '1: 0.10; 10: 0.026; 100: 0.0123; 1000: 0.0071'),
        lcsc('C52923', '100: 0.0054; 1000: 0.0041; 10000: 0.0035', { moq: '100', multiple: '100' }),
      ]),
    ],
  },
  {
    part: part('WL-10-0003', 'capacitor', 'Capacitor 10 µF 16 V X5R', '贴片电容 10uF 16V X5R', {
      ...{ value: '10uF', package: '0805', attritionPct: '0.5', attritionExtra: '30' },
    }),
    makers: [
      maker(
        'GRM21BR61C106KE15L',
        'Murata',
        [digiKey('490-3886-1-ND', '1: 0.24; 10: 0.122; 100: 0.0621; 1000: 0.044')],
        {
          makerLifecycle: 'nrnd',
        },
      ),
      maker('CL21A106KAYNNNE', 'Samsung', [
        lcsc('C15850', '50: 0.0154; 500: 0.0118; 2000: 0.0096', { moq: '50', multiple: '50' }),
      ]),
    ],
  },
  {
    part: part('WL-10-0004', 'capacitor', 'Electrolytic 220 µF 6.3 V', '铝电解电容 220uF 6.3V', {
      ...{ value: '220uF', package: '6.3x7.7', note: 'Height 7.7 mm at most: lid of the housing.' },
    }),
    makers: [
      maker(
        'EEE-FK0J221XP',
        'Panasonic',
        [digiKey('P15067CT-ND', '1: 0.46; 10: 0.31; 100: 0.231; 500: 0.182', { until: -8 })],
        {
          makerLifecycle: 'eol',
          ltb: 118,
        },
      ),
      maker('EEE-FT0J221AP', 'Panasonic', [], { status: 'proposed' }),
    ],
  },
  {
    part: part('WL-11-0001', 'resistor', 'Resistor 10 kΩ 1 %', '贴片电阻 10kΩ 1%', {
      ...{ value: '10k', package: '0402', attritionPct: '0.5', attritionExtra: '50' },
    }),
    makers: [
      maker('RC0402FR-0710KL', 'Yageo', [
        digiKey('311-10.0KLRCT-ND', '1: 0.10; 10: 0.012; 100: 0.0047; 1000: 0.0024'),
        lcsc('C60490', '100: 0.0011; 1000: 0.0008; 10000: 0.0006', { moq: '100', multiple: '100' }),
      ]),
      maker('0402WGF1002TCE', 'UNI-ROYAL', [
        lcsc('C25744', '100: 0.0009; 1000: 0.0006; 10000: 0.0005', { moq: '100', multiple: '100' }),
      ]),
    ],
  },
  {
    part: part('WL-11-0002', 'resistor', 'Resistor 4.7 kΩ 1 %', '贴片电阻 4.7kΩ 1%', {
      ...{ value: '4.7k', package: '0402', attritionPct: '0.5', attritionExtra: '50' },
    }),
    makers: [
      maker('RC0402FR-074K7L', 'Yageo', [
        digiKey('311-4.70KLRCT-ND', '1: 0.10; 10: 0.012; 100: 0.0047; 1000: 0.0024'),
        lcsc('C105871', '100: 0.0011; 1000: 0.0008', { moq: '100', multiple: '100' }),
      ]),
    ],
  },
  {
    part: part('WL-12-0001', 'inductor', 'Power inductor 2.2 µH 3.5 A', '功率电感 2.2uH 3.5A', {
      ...{ value: '2.2uH', package: '4020' },
    }),
    makers: [
      maker('XFL4020-222MEC', 'Coilcraft', [mouser('994-XFL4020-222MEC', '1: 1.62; 10: 1.35; 100: 0.894; 1000: 0.71')]),
    ],
  },
  {
    part: part('WL-12-0002', 'inductor', 'RF inductor 3.3 nH', '射频电感 3.3nH', { value: '3.3nH', package: '0402' }),
    makers: [
      maker('LQG15HS3N3S02D', 'Murata', [digiKey('490-2621-1-ND', '1: 0.10; 10: 0.052; 100: 0.0171; 1000: 0.011')]),
    ],
  },
  {
    part: part('WL-13-0001', 'module', 'Wi-Fi 6 and 802.15.4 module', 'Wi-Fi 6 与 802.15.4 模组', {
      ...{ value: 'ESP32-C6-MINI-1-N4', package: 'Module', msl: '3' },
    }),
    makers: [
      maker(
        'ESP32-C6-MINI-1-N4',
        'Espressif',
        [
          mouser('356-ESP32C6MINI1N4', '1: 3.12; 10: 2.90; 100: 2.61; 650: 2.31'),
          lcsc('C5736265', '1: 2.98; 30: 2.42; 100: 2.27; 650: 2.14'),
        ],
        { makerMsl: '3' },
      ),
    ],
  },
  {
    part: part('WL-13-0002', 'sensor', 'Humidity and temperature sensor', '温湿度传感器', {
      ...{ value: 'SHT41', package: 'DFN-4', msl: '1' },
    }),
    makers: [
      maker('SHT41-AD1B-R2', 'Sensirion', [
        digiKey('1649-SHT41-AD1B-R2CT-ND', '1: 2.48; 10: 2.02; 100: 1.61; 2500: 1.46', { leadTimeDays: '98' }),
      ]),
    ],
  },
  {
    part: part('WL-13-0003', 'sensor', 'VOC and NOx sensor', 'VOC 与氮氧化物传感器', {
      ...{ value: 'SGP41', package: 'DFN-6', msl: '3', note: 'Bake before reflow when the bag was open.' },
    }),
    makers: [
      maker('SGP41-D-R4', 'Sensirion', [digiKey('1649-SGP41-D-R4CT-ND', '1: 8.40; 10: 7.12; 100: 5.90; 2500: 5.12')], {
        makerMsl: '3',
      }),
    ],
  },
  {
    part: part('WL-13-0004', 'sensor', 'CO₂ sensor', '二氧化碳传感器', { value: 'SCD41', package: 'SCD4x' }),
    makers: [
      maker('SCD41-D-R2', 'Sensirion', [digiKey('1649-SCD41-D-R2CT-ND', '1: 31.50; 10: 27.90; 60: 24.10; 600: 18.40')]),
    ],
  },
  {
    part: part('WL-13-0005', 'ic', 'Nanopower comparator', '微功耗比较器', { value: 'TLV7031', package: 'SOT-23-5' }),
    makers: [
      maker('TLV7031DBVR', 'Texas Instruments', [
        digiKey('296-48594-1-ND', '1: 0.78; 10: 0.66; 100: 0.491; 3000: 0.398'),
        lcsc('C2058350', '5: 0.54; 50: 0.43; 150: 0.38; 3000: 0.33', { moq: '5', multiple: '5' }),
      ]),
    ],
  },
  {
    part: part('WL-13-0006', 'ic', 'Buck-boost converter', '升降压转换器', { value: 'TPS63900', package: 'WSON-10' }),
    makers: [
      maker('TPS63900DSKR', 'Texas Instruments', [
        digiKey('296-TPS63900DSKRCT-ND', '1: 2.62; 10: 2.24; 100: 1.78; 3000: 1.38', {
          until: -20,
          leadTimeDays: '84',
        }),
      ]),
    ],
  },
  {
    part: part('WL-14-0001', 'connector', 'USB-C receptacle', 'USB-C 母座', {
      value: 'USB 2.0, 16P',
      package: 'USB4105',
    }),
    makers: [
      maker('USB4105-GF-A', 'GCT', [
        digiKey('2073-USB4105-GF-ACT-ND', '1: 0.95; 10: 0.83; 100: 0.71; 1000: 0.612'),
        lcsc('C3020560', '1: 0.58; 10: 0.47; 300: 0.39; 1000: 0.36'),
      ]),
    ],
  },
  {
    part: part('WL-15-0001', 'transistor', 'P-channel MOSFET −30 V', 'P 沟道 MOS 管 −30V', {
      ...{ value: 'AO3401A', package: 'SOT-23' },
    }),
    makers: [
      maker('AO3401A', 'Alpha & Omega Semiconductor', [
        digiKey('785-1001-1-ND', '1: 0.44; 10: 0.27; 100: 0.158; 3000: 0.112'),
        lcsc('C15127', '10: 0.062; 100: 0.049; 3000: 0.038', { moq: '10', multiple: '10' }),
      ]),
    ],
  },
  {
    part: part('20-3312', 'mechanical', 'Leak probe pin, gold-plated', '镀金漏水探针', {
      note: 'Drawing 20-3312 rev B. Pressed in by the factory.',
    }),
    makers: [],
  },
]

const szlcsc = (sku: string, breaks: string, more: Offer = {}): Offer => ({
  ...{ supplier: '立创商城', sku, currency: 'CNY', breaks, leadTimeDays: '2', until: 30 },
  ...more,
})

/** The same things as Lanyu calls and buys them. */
export const factoryLibrary: readonly Kept[] = [
  {
    part: part('LY-101-0104', 'capacitor', '', '贴片电容 0402 104 16V', {
      ...{ value: '100nF', package: '0402', attritionPct: '0.3', attritionExtra: '100' },
    }),
    makers: [
      maker('CL05B104KO5NNNC', '三星', [
        szlcsc('C1525', '100: 0.0138; 1000: 0.0103; 10000: 0.0086', { moq: '100', multiple: '10000' }),
      ]),
      maker('GRM155R71C104KA88D', '村田', [szlcsc('C71629', '100: 0.0261; 1000: 0.0207; 10000: 0.0179')]),
    ],
  },
  {
    part: part('LY-101-0105', 'capacitor', '', '贴片电容 0402 105 16V', { value: '1uF', package: '0402' }),
    makers: [maker('CL05A105KO5NNNC', '三星', [szlcsc('C52923', '100: 0.035; 1000: 0.0262; 10000: 0.0228')])],
  },
  {
    part: part('LY-102-0103', 'resistor', '', '贴片电阻 0402 10K 1%', {
      ...{ value: '10k', package: '0402', attritionPct: '0.3', attritionExtra: '100' },
    }),
    makers: [
      maker('0402WGF1002TCE', '厚声', [szlcsc('C25744', '100: 0.0058; 1000: 0.0041; 10000: 0.0032')]),
      maker('RC0402FR-0710KL', '国巨', [szlcsc('C60490', '100: 0.0071; 1000: 0.0052; 10000: 0.0041')]),
    ],
  },
  {
    part: part('LY-103-0003', 'transistor', '', 'MOS 管 P 沟道 SOT-23', { value: 'AO3401A', package: 'SOT-23' }),
    makers: [maker('AO3401A', 'AOS(万国半导体)', [szlcsc('C15127', '10: 0.42; 100: 0.33; 3000: 0.26')])],
  },
  {
    part: part('LY-105-0012', 'module', '', 'Wi-Fi 模组 ESP32-C6-MINI', { value: 'ESP32-C6-MINI-1-N4', msl: '3' }),
    makers: [
      maker('ESP32-C6-MINI-1-N4', '乐鑫', [szlcsc('C5736265', '1: 20.10; 30: 16.80; 100: 15.60; 650: 14.90')], {
        makerMsl: '3',
      }),
    ],
  },
  {
    part: part('LY-104-0021', 'connector', '', 'USB-C 母座 16P', { value: 'USB 2.0' }),
    makers: [maker('USB4105-GF-A', 'GCT', [szlcsc('C3020560', '1: 4.05; 10: 3.31; 300: 2.74; 1000: 2.52')])],
  },
  {
    part: part('LY-201-0001', 'mechanical', '', '上盖', { note: '模号 A，咬花 VDI 24' }),
    makers: [],
    offers: [
      {
        supplier: '东莞恒模',
        sku: 'HM-C01',
        currency: 'CNY',
        breaks: '500: 4.80; 2000: 4.20',
        leadTimeDays: '12',
        until: 90,
      },
    ],
  },
]
