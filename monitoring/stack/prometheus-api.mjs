// What is asked of Prometheus.

export function prometheusAt(url) {
  const get = async (path, parameters = {}) => {
    const response = await fetch(`${url}/api/v1/${path}?${new URLSearchParams(parameters)}`, {
      signal: AbortSignal.timeout(30_000),
    }).catch((cause) => {
      throw new Error(`Prometheus does not answer at ${url}`, { cause });
    });
    const body = await response.json();
    if (body.status !== 'success') throw new Error(`${body.error}: ${parameters.query ?? path}`);
    return body.data;
  };
  return {
    /** Values that an expression gives now: of a vector, or one of a scalar. NaN is none. */
    async values(query) {
      const { resultType, result } = await get('query', { query });
      const samples = resultType === 'scalar' ? [{ metric: {}, value: result }] : result;
      return samples
        .map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }))
        .filter(({ value }) => !Number.isNaN(value));
    },
    /** Whether an expression gave a value at any moment since a time, in milliseconds. */
    async gaveValues(query, since) {
      const { result } = await get('query_range', { query, start: since / 1000, end: Date.now() / 1000, step: 2 });
      return result.some(({ values }) => values.some(([, value]) => value !== 'NaN'));
    },
    targets: async () => (await get('targets', { state: 'active' })).activeTargets,
    metricNames: () => get('label/__name__/values'),
    /** Alerts that are pending or fire. */
    alerts: async () => (await get('alerts')).alerts,
    firing: async () => (await get('alerts')).alerts.filter(({ state }) => state === 'firing'),
    groups: async () => (await get('rules')).groups,
    rules: async () => (await get('rules')).groups.flatMap(({ rules }) => rules),
    /** The text of its configuration. */
    configuration: async () => (await get('status/config')).yaml,
  };
}
