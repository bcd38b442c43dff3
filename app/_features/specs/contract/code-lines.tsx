import classes from './code-lines.module.css'

/** A text of a machine with the numbers of its lines, which problems and people refer to. Scrolls by itself. */
export function CodeLines({ text, label }: { text: string; label: string }) {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/)
  return (
    // A region that scrolls is reached by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classes.code} aria-label={label} tabIndex={0} translate="no">
      <ol className={classes.lines}>
        {lines.map((line, at) => (
          <li key={at} className={classes.line}>
            <span className={classes.number} data-line={at + 1} aria-hidden />
            <code>{line === '' ? ' ' : line}</code>
          </li>
        ))}
      </ol>
    </section>
  )
}
