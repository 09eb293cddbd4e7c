// The programs of workloads.cpp in JavaScript, on fake clocks: node peers.mjs FOLDER ENGINE WORKLOAD SIZE prints the seconds of
// the processor that it took, without the start of Node.js and the loading of the engine, which FOLDER holds.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { mock } from 'node:test';

const [, , folder, engine, workload, sizeText] = process.argv;
const size = Number(sizeText);
const require = createRequire(folder);

// Each has advance(ms), which runs what is due on the way.
const engines = {
  sinon() {
    const clock = require('@sinonjs/fake-timers').install({ loopLimit: Infinity });
    return { advance: (ms) => clock.tick(ms) };
  },
  mock() {
    mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
    return { advance: (ms) => mock.timers.tick(ms) };
  },
};

const workloads = {
  counter(advance) {
    let count = 0;
    setInterval(() => {
      count = count + 1;
    }, 1);
    advance(size);
    return count;
  },
  retry_storm(advance) {
    let asked = 0;
    let failed = 0;
    const load = (onResult, onError) => setTimeout(() => onError(new Error('unavailable')), 10);
    const request = (client, attempt) => {
      if (asked >= size) return;
      asked = asked + 1;
      load(
        (result) => console.log(`client ${client} got ${result}`),
        () => {
          failed = failed + 1;
          setTimeout(request, attempt * 3 + (client % 7), client, attempt + 1);
        },
      );
    };
    for (let client = 0; client < 100; client += 1) request(client, 1);
    advance(3_600_000);
    return failed;
  },
  microtask_chain(advance) {
    let count = 0;
    const step = () => {
      count = count + 1;
      if (count < size) queueMicrotask(step);
    };
    queueMicrotask(step);
    advance(0);
    return count;
  },
  // Too long to be written here: what vtime's exporter makes of the scenario.
  many_statements(advance) {
    const lines = [];
    const runtime = {
      log: (text) => lines.push(text),
      text: String,
      duration: (nanoseconds) => nanoseconds / 1e6,
      set_timeout: (delay, background, callback) => setTimeout(callback, delay),
      equal: (left, right) => left === right,
      add: (left, right) => left + right,
      multiply: (left, right) => left * right,
      remainder: (left, right) => left % right,
    };
    new Function('rt', readFileSync(`${folder}many_statements-${size}.js`, 'utf8'))(runtime);
    advance(11_000);
    return lines.at(-1) === 'over' ? size : lines.length;
  },
};

const { advance } = engines[engine]();
const before = process.cpuUsage();
const done = workloads[workload](advance);
const used = process.cpuUsage(before);
if (done !== size) throw new Error(`${done} of ${size} were done`);
process.stdout.write(`${(used.user + used.system) / 1e6}\n`);
