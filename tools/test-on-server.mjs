/**
 * `npm run test:server [-- words for vitest]`: the tests on a throw-away cluster of the PostgreSQL that this machine has
 * (15 or newer), instead of the engine that comes with the product. `POSTGRES_BIN` names another folder of programs.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

const oldest = 15

function findPrograms() {
  const debian = '/usr/lib/postgresql'
  const installed = existsSync(debian) ? readdirSync(debian).map((name) => join(debian, name, 'bin')) : []
  const onPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const places = process.env.POSTGRES_BIN ? [process.env.POSTGRES_BIN] : [...installed, ...onPath]
  const found = places.flatMap((folder) => {
    if (!existsSync(join(folder, 'initdb'))) return []
    const asked = spawnSync(join(folder, 'initdb'), ['--version'], { encoding: 'utf8' })
    const major = Number(/ (\d+)/.exec(asked.stdout ?? '')?.[1] ?? 0)
    return major >= oldest && existsSync(join(folder, 'postgres')) ? [{ folder, major }] : []
  })
  return found.sort((a, b) => b.major - a.major)[0]
}

/** PostgreSQL refuses to run as root. */
function chooseUser() {
  if (process.getuid?.() !== 0) return {}
  const numberOf = (flag, name) => {
    const asked = spawnSync('id', [flag, name], { encoding: 'utf8' })
    return asked.status === 0 ? Number(asked.stdout) : undefined
  }
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = [numberOf('-u', name), numberOf('-g', name)]
    if (uid !== undefined && gid !== undefined) return { uid, gid }
  }
  return { uid: 65534, gid: 65534 }
}

function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.on('error', fail).listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => done(port))
    })
  })
}

function makeCluster({ folder }, user, password) {
  const home = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'zbt-server-'))
  const [data, pwfile] = [join(home, 'data'), join(home, 'password')]
  mkdirSync(data, { mode: 0o700 })
  writeFileSync(pwfile, password)
  if (user.uid !== undefined) for (const path of [home, data, pwfile]) chownSync(path, user.uid, user.gid)
  const words = ['-D', data, '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '-A', 'scram-sha-256']
  const stdio = ['ignore', 'ignore', 'inherit']
  execFileSync(join(folder, 'initdb'), [...words, `--pwfile=${pwfile}`], { ...user, cwd: data, stdio })
  return { home, data }
}

/** Resolves once it takes connections. What it holds may be lost, so nothing waits for a disc. */
async function startServer({ folder }, user, { home, data }, port) {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: home,
    max_connections: 200,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  }
  const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(join(folder, 'postgres'), ['-D', data, ...words], {
    ...user,
    cwd: data,
    // Ctrl-C is for the tests, which end first.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  server.said = ''
  server.stderr.on('data', (chunk) => (server.said = `${server.said}${chunk}`.slice(-4000)))
  const ready = ['-q', '-h', '127.0.0.1', '-p', String(port)]
  for (let waited = 0; spawnSync(join(folder, 'pg_isready'), ready).status !== 0; waited += 100) {
    if (server.exitCode !== null || waited > 20_000)
      throw new Error(`PostgreSQL did not start:\n${server.said}`)
    await new Promise((done) => setTimeout(done, 100))
  }
  return server
}

function runTests(url) {
  const words = ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)]
  const env = { ...process.env, TEST_DATABASE_ADMIN_URL: url }
  const tests = spawn(process.execPath, words, { env, stdio: 'inherit' })
  // The terminal has told the tests as well; here only, so that the cluster is not left behind.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => tests.kill(signal))
  return new Promise((done) => tests.on('close', (code) => done(code ?? 1)))
}

async function stopServer(server) {
  if (server.exitCode !== null) return
  const ended = new Promise((done) => server.on('exit', done))
  server.kill('SIGINT')
  await ended
}

const programs = findPrograms()
if (!programs) {
  console.error(
    `No PostgreSQL ${oldest} or newer is installed here: install one, or name its bin folder in POSTGRES_BIN.`,
  )
  process.exit(2)
}
const user = chooseUser()
const password = randomBytes(18).toString('base64url')
const cluster = makeCluster(programs, user, password)
let server
try {
  const port = await freePort()
  server = await startServer(programs, user, cluster, port)
  console.log(`PostgreSQL ${programs.major} of ${programs.folder}`)
  process.exitCode = await runTests(`postgres://postgres:${password}@127.0.0.1:${port}/postgres`)
} finally {
  if (server) await stopServer(server)
  rmSync(cluster.home, { recursive: true, force: true })
}
