// The programs of workloads.cpp in JavaScript, on fake clocks: node peers.mjs FOLDER ENGINE WORKLOAD SIZE prints the seconds of
// the processor that it took, without the start of Node.js and the loading of the engine, which FOLDER holds.
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
};

const { advance } = engines[engine]();
const before = process.cpuUsage();
const done = workloads[workload](advance);
const used = process.cpuUsage(before);
if (done !== size) throw new Error(`${done} of ${size} were done`);
process.stdout.write(`${(used.user + used.system) / 1e6}\n`);
