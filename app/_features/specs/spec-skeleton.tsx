import classes from './spec-skeleton.module.css'

/** The place of the list until it is there, in its exact height. */
export const SpecSkeleton = () => (
  <div className={classes.box} aria-busy aria-hidden>
    {Array.from({ length: 14 }, (_, row) => (
      <div key={row} className={classes.row}>
        {[5, 42, 16, 8, 12].map((share, at) => (
          <span key={at} style={{ flex: share }} />
        ))}
      </div>
    ))}
  </div>
)
