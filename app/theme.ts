import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

/** Ink of oiled wood joints and celadon: quiet enough to look at all day. */
const celadon: MantineColorsTuple = [
  '#eaf6f4',
  '#d5eae7',
  '#abd5cf',
  '#7ebfb6',
  '#57aca1',
  '#3d9f93',
  '#2b978a',
  '#187f73',
  '#0b6a60',
  '#04504a',
]

/** CJK faces of every system follow the Latin ones; no font is ever downloaded. */
export const fontStack =
  'system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif'

export const theme = createTheme({
  colors: { celadon },
  primaryColor: 'celadon',
  primaryShade: { light: 8, dark: 8 },
  fontFamily: fontStack,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono CJK SC", monospace',
  defaultRadius: 'sm',
  autoContrast: true,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.5', sm: '1.5', md: '1.55', lg: '1.5', xl: '1.4' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '22px', lineHeight: '1.35' },
      h2: { fontSize: '17px', lineHeight: '1.4' },
      h3: { fontSize: '15px', lineHeight: '1.45' },
    },
  },
  cursorType: 'pointer',
  components: {
    // Capitals shout, and Chinese has none.
    Badge: { styles: { root: { textTransform: 'none', fontWeight: 600 } } },
  },
})

/** WCAG AA for text that the component library leaves below 4.5:1, and our own surfaces. */
export const variables: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    '--mantine-color-body': '#fcfcfb',
    '--mantine-color-dimmed': '#5a6168',
    '--mantine-color-placeholder': '#6a7178',
    '--mantine-color-error': colors.red[9],
    '--surface': '#ffffff',
    '--surface-sunken': '#f4f5f4',
    '--line': '#e2e5e4',
    '--line-strong': '#cdd2d0',
    '--hover': '#eff3f2',
    '--selected': '#e2f1ee',
    '--amber': '#8a5300',
    '--amber-surface': '#fff4dd',
  },
  dark: {
    '--mantine-color-body': '#15181a',
    '--mantine-color-dimmed': '#a3abb1',
    '--mantine-color-placeholder': '#939ba1',
    '--mantine-color-error': colors.red[4],
    '--surface': '#1b1f22',
    '--surface-sunken': '#111416',
    '--line': '#2d3337',
    '--line-strong': '#40484d',
    '--hover': '#23282c',
    '--selected': '#17332f',
    '--amber': '#f0bd6b',
    '--amber-surface': '#33270f',
  },
})
