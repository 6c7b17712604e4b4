/** The dashboards of Grafana, by path. */
export const dashboards = () => ({});
