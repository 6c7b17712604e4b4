import { application } from './boards/application.mjs';
import { deliveries } from './boards/deliveries.mjs';
import { monitoring } from './boards/monitoring.mjs';
import { objectives } from './boards/objectives.mjs';
import { queue } from './boards/queue.mjs';
import { redis } from './boards/redis.mjs';
import { task } from './boards/task.mjs';
import { work } from './boards/work.mjs';
import { workers } from './boards/workers.mjs';

const boards = { work, application, queue, task, deliveries, redis, objectives, workers, monitoring };

/** The dashboards of Grafana, by path. */
export const dashboards = () =>
  Object.fromEntries(
    Object.entries(boards).map(([name, board]) => [
      `grafana/dashboards/nightshift/${name}.json`,
      `${JSON.stringify(board, null, 2)}\n`,
    ]),
  );
