// What is asked of Alertmanager.

export function alertmanagerAt(url) {
  const get = async (path) => {
    const response = await fetch(`${url}/api/v2/${path}`, { signal: AbortSignal.timeout(10_000) }).catch((cause) => {
      throw new Error(`Alertmanager does not answer at ${url}`, { cause });
    });
    if (!response.ok) throw new Error(`Alertmanager answers ${response.status} to ${path}`);
    return response.json();
  };
  return {
    alerts: () => get('alerts'),
    /** The text of its configuration. */
    configuration: async () => (await get('status')).config.original,
  };
}
