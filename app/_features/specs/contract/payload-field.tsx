'use client'
import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '@/server/domains/specs/contracts/problems'
import classes from './payload-field.module.css'
import { useContractWords } from './use-contract-words'

type Props = Readonly<{
  label: string
  value: string
  onChange: (value: string) => void
  problems: readonly Problem[]
}>

const lineOf = ({ params }: Problem): number | null => (typeof params.line === 'number' ? params.line : null)
const fewest = 6
const most = 28

/** The text of a schema with the numbers of its lines; lines with problems are marked, and each problem leads to its line. */
export function PayloadField({ label, value, onChange, problems }: Props) {
  const { t } = useTranslation('specs')
  const words = useContractWords()
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const gutter = useRef<HTMLDivElement>(null)
  const lines = value.split('\n')
  const marked = new Set(problems.map(lineOf))
  const go = (line: number) => {
    const field = area.current
    if (!field) return
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0)
    field.focus()
    field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
    field.scrollTop = Math.max(0, (line - 3) * 20)
  }
  return (
    <div className={classes.field}>
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      <div className={classes.frame} data-wrong={problems.length > 0 || undefined}>
        <div className={classes.gutter} aria-hidden>
          <div ref={gutter} className={classes.numbers}>
            {lines.map((_, at) => (
              <div key={at} data-marked={marked.has(at + 1) || undefined}>
                {at + 1}
              </div>
            ))}
          </div>
        </div>
        <textarea
          ref={area}
          id={id}
          className={classes.area}
          value={value}
          rows={Math.min(most, Math.max(fewest, lines.length))}
          wrap="off"
          spellCheck={false}
          autoCapitalize="none"
          autoCorrect="off"
          autoComplete="off"
          translate="no"
          aria-invalid={problems.length > 0 || undefined}
          aria-describedby={problems.length > 0 ? `${id}-problems` : undefined}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
          onScroll={({ currentTarget }) => {
            if (gutter.current) gutter.current.style.transform = `translateY(${-currentTarget.scrollTop}px)`
          }}
        />
      </div>
      {problems.length > 0 && (
        <ul id={`${id}-problems`} className={classes.problems}>
          {problems.map((problem, at) => {
            const line = lineOf(problem)
            return (
              <li key={at}>
                {line === null ? (
                  words.problem(problem)
                ) : (
                  <button type="button" className={classes.jump} onClick={() => go(line)}>
                    {words.problem(problem)}
                  </button>
                )}
                {line !== null && !words.problem(problem).includes(String(line)) && (
                  <span> ({t('contract.editor.line', { line })})</span>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
