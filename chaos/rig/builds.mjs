// Builds of Nightshift beside the one in target: with the task that kills its process, and of another commit.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../bench/server.mjs';

const configuration = join(root, 'server-config');
const BUILD_MS = 900_000;
const WAR = join(root, 'target', 'nightshift.war');

/** This build with chaos.poison, added as users add a task of their own to the WAR. */
export function poisonedBuild() {
  const folder = join(root, 'target', 'chaos', 'poisoned');
  rmSync(folder, { recursive: true, force: true });
  const classes = join(folder, 'WEB-INF', 'classes');
  mkdirSync(classes, { recursive: true });
  const unpacked = join(folder, 'unpacked');
  mkdirSync(unpacked);
  execFileSync('jar', ['--extract', '--file', WAR], { cwd: unpacked });
  const libraries = readdirSync(join(unpacked, 'WEB-INF', 'lib')).map((jar) => join(unpacked, 'WEB-INF', 'lib', jar));
  execFileSync(
    'javac',
    [
      '--release',
      '17',
      '-proc:none',
      '-cp',
      [join(unpacked, 'WEB-INF', 'classes'), ...libraries].join(':'),
      '-d',
      classes,
      join(root, 'chaos', 'parts', 'Poison.java'),
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const war = join(folder, 'nightshift.war');
  cpSync(WAR, war);
  execFileSync('jar', ['--update', '--file', war, '-C', folder, 'WEB-INF/classes/chaos']);
  rmSync(unpacked, { recursive: true });
  return { war, configuration };
}

/**
 * This build with one script that does less than it must.
 *
 * @param cuts what is replaced, and by what
 */
export function sabotagedBuild(name, script, cuts) {
  const folder = join(root, 'target', 'chaos', `sabotaged-${name}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const path = join('WEB-INF', 'classes', 'lua', `${script}.lua`);
  execFileSync('jar', ['--extract', '--file', WAR, path], { cwd: folder });
  let text = readFileSync(join(folder, path), 'utf8');
  for (const [what, by] of Object.entries(cuts)) {
    if (!text.includes(what)) throw new Error(`${script}.lua no longer has '${what}'`);
    text = text.replace(what, by);
  }
  writeFileSync(join(folder, path), text);
  const war = join(folder, 'nightshift.war');
  cpSync(WAR, war);
  execFileSync('jar', ['--update', '--file', war, '-C', folder, path]);
  return { war, configuration };
}

const git = (...args) =>
  execFileSync('git', ['-C', root, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    .toString()
    .trim();

/** The commit that the other build is made of: the one that OTHER names, else the last one whose server differs from this one's. */
export function otherCommit() {
  const named = process.env.OTHER;
  if (named) return git('rev-parse', '--short', named);
  const [, before] = git('log', '--first-parent', '-2', '--format=%h', '--', 'src/main', 'task-api').split('\n');
  return before;
}

/** Why there is no other build, if so. */
export function noOtherCommit() {
  try {
    return otherCommit() ? undefined : 'the history has no earlier commit of the server';
  } catch {
    return `there is no commit ${process.env.OTHER ?? 'to build, because this is no clone with a history'}`;
  }
}

/** Builds that commit in a clone of its own. */
export function otherBuild() {
  const commit = otherCommit();
  const clone = join(root, 'target', 'chaos', `build-${commit}`);
  const build = { war: join(clone, 'target', 'nightshift.war'), configuration: join(clone, 'server-config'), commit };
  if (existsSync(build.war)) return build;
  rmSync(clone, { recursive: true, force: true });
  execFileSync('git', ['clone', '--quiet', '--shared', '--no-checkout', root, clone]);
  execFileSync('git', ['-C', clone, 'checkout', '--quiet', '--detach', commit]);
  console.log(`  building ${commit} ...`);
  execFileSync('mvn', ['-q', '-B', '-DskipTests', '-DskipITs', '-DskipUi=true', 'package'], {
    cwd: clone,
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: BUILD_MS,
  });
  return build;
}
