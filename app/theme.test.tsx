import { MantineProvider } from '@mantine/core'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { theme, variables } from './theme'

/** One declaration to a line, so that a change of the theme reads as one. */
function laidOut(css: string): string {
  const blocks = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector = '', body = '']) => {
    const lines = body.split(';').filter((line) => line.trim() !== '')
    return `${selector.trim()} {\n${lines.map((line) => `  ${line.trim().replace(/:\s*/, ': ')};\n`).join('')}}\n`
  })
  return `/* Made from theme.ts by theme.test.tsx: change it there, then \`npx vitest run --project unit app/theme -u\`. */\n${blocks.join('')}`
}

test('theme.css holds the variables of the theme', async () => {
  const page = renderToStaticMarkup(
    <MantineProvider theme={theme} cssVariablesResolver={variables} withGlobalClasses={false}>
      <br />
    </MantineProvider>,
  )
  const css = /<style[^>]*>([^]*?)<\/style>/.exec(page)?.[1] ?? ''
  await expect(laidOut(css)).toMatchFileSnapshot('./theme.css')
})
