import classes from './grid-skeleton.module.css'

/** The place of a grid until it is there, in its exact height. */
export const GridSkeleton = () => (
  <div className={classes.skeleton} aria-hidden>
    {Array.from({ length: 16 }, (_, row) => (
      <div key={row} className={classes.row}>
        {[6, 14, 6, 10, 18, 12, 24].map((share, at) => (
          <span key={at} style={{ flex: share }} />
        ))}
      </div>
    ))}
  </div>
)
