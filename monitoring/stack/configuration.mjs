// The shipped configuration, or a copy with other addresses.
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listeners, root } from './settings.mjs';

const shipped = Object.fromEntries(Object.entries(listeners).map(([name, { port }]) => [port, name]));

/** The text with the shipped addresses of this machine replaced by those of the ports. */
export const withPorts = (text, ports) =>
  text.replace(/\b(localhost|127\.0\.0\.1):(\d+)\b/g, (address, host, port) =>
    shipped[port] ? `${host}:${ports[shipped[port]]}` : address,
  );

/** Changes every text file of a folder. */
export function rewrite(folder, change) {
  for (const name of readdirSync(folder, { recursive: true })) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) continue;
    const before = readFileSync(path, 'utf8');
    const after = change(before, name);
    if (after !== before) writeFileSync(path, after);
  }
}

const FOLDERS = ['prometheus', 'alertmanager', 'grafana'];

/** Copies the shipped configuration into `folder`, with the addresses of `ports`. */
export function copyConfiguration(folder, ports) {
  rmSync(folder, { recursive: true, force: true });
  for (const name of FOLDERS) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
    rewrite(join(folder, name), (text) => withPorts(text, ports));
  }
  return folder;
}

/** The folder whose configuration fits `ports`: the shipped one, or a copy in `folder` where other ports are asked for. */
export function configurationFor(ports, folder) {
  const asShipped = Object.entries(listeners).every(([name, { port }]) => name === 'redis' || ports[name] === port);
  return asShipped ? root : copyConfiguration(folder, ports);
}
