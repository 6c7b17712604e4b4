import { Icon } from "./icon";
import classes from "./state-badge.module.css";

export function PausedMark() {
  return (
    <span className={classes.badge} data-tone="RETRYING">
      <Icon name="pause" size={12} />
      Paused
    </span>
  );
}
