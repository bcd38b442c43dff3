import { Skeleton } from '@/app/_components/ui/layout'
import classes from './thread-view.module.css'

/** The place of a question until it is there. */
export const ThreadWaiting = () => (
  <div className={classes.waiting} aria-hidden>
    <Skeleton height={18} width="45%" />
    {[80, 60, 70].map((width) => (
      <Skeleton key={width} height={44} width={`${width}%`} />
    ))}
  </div>
)
