import classes from './nda-text.module.css'

/** The undertaking exactly as it is hashed, set for reading: title, introduction, numbered clauses. */
export function NdaText({ text }: { text: string }) {
  const [title = '', ...paragraphs] = text.split('\n\n')
  return (
    <article className={classes.text}>
      <h2 className={classes.title}>{title}</h2>
      {paragraphs.map((paragraph) => {
        const [head = '', ...body] = paragraph.split('\n')
        return body.length === 0 ? (
          <p key={paragraph}>{head}</p>
        ) : (
          <section key={paragraph}>
            <h3 className={classes.clause}>{head}</h3>
            <p>{body.join('\n')}</p>
          </section>
        )
      })}
    </article>
  )
}
