// Plain JavaScript for Node 20, like everything that may have to run before an install.

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/**
 * The entries that a lock file lacks for the optional packages of other platforms. npm leaves out those that its
 * registry did not have when the lock was written, and `npm ci` then refuses the lock on every machine. An entry without
 * `integrity` is never fetched where its platform does not fit, and fetched by version where it does.
 * @param {Record<string, any>} packages `packages` of a package-lock.json
 * @returns {Record<string, object>} path to entry, to be added to `packages`
 */
export function missingPlatformEntries(packages) {
  const missing = {};
  for (const [parent, entry] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      const found = resolve(packages, parent, name);
      if (found !== undefined && (found.version === range || !isExact(range))) continue;
      const path = found === undefined ? `node_modules/${name}` : `${parent}/node_modules/${name}`;
      missing[path] = {
        version: range.replace(/^[~^]/u, ''),
        ...(entry.dev ? { dev: true } : {}),
        optional: true,
        ...platformOf(name),
      };
    }
  }
  return missing;
}

/** The entry that `name` resolves to from `parent`, as Node looks it up: the nearest `node_modules` first. */
function resolve(packages, parent, name) {
  for (let at = parent; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    const found = packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`];
    if (found !== undefined || at === '') return found;
  }
}

/** @param {string} range */
function isExact(range) {
  return /^\d+\.\d+\.\d+/u.test(range);
}

/**
 * `os`, `cpu` and `libc` as the name of a platform package tells them: `binding-linux-arm64-musl`.
 * @param {string} name
 */
export function platformOf(name) {
  const words = name.split(/[/-]/u);
  const os = systems.find((system) => words.includes(system)) ?? (words.includes('windows') ? 'win32' : undefined);
  const cpu = processors.find((processor) => words.includes(processor));
  const libc = words.includes('musl') ? 'musl' : words.includes('gnu') && os === 'linux' ? 'glibc' : undefined;
  return { ...(cpu ? { cpu: [cpu] } : {}), ...(libc ? { libc: [libc] } : {}), ...(os ? { os: [os] } : {}) };
}
