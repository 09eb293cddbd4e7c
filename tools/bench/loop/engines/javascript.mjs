// The engines of JavaScript: node javascript.mjs FOLDER ENGINE WORKLOAD COUNT EVENTS DISTRIBUTION TICK prints what the programs
// of the other engines print, for the same workloads (load.hpp). FOLDER holds sinon's fake-timers, and the delays.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { mock } from 'node:test';

const [, , folder, engineName, workload, ...rest] = process.argv;
const [count, events, , tick] = rest.map(Number);
const distribution = rest[2];

// Times are in nanoseconds; a millisecond of these engines stands for one tick.
const engines = {
  sinon() {
    const clock = createRequire(folder)('@sinonjs/fake-timers').createClock(0, Infinity);
    return {
      now: () => clock.now * tick,
      after: (delay, callback) => clock.setTimeout(callback, delay / tick),
      post: (callback) => clock.queueMicrotask(callback),
      cancel: (timer) => clock.clearTimeout(timer),
      run: () => clock.runAll(),
      stop: () => clock.reset(),
    };
  },
  // While it ticks, its clock stands at the end of the tick already: only single ticks keep what callbacks schedule exact.
  mock() {
    mock.timers.reset();
    mock.timers.enable({ apis: ['setTimeout', 'setImmediate'] });
    let running = false;
    let now = 0;
    let pending = 0;
    const counted = (callback) => () => {
      pending -= 1;
      if (running) callback();
    };
    return {
      now: () => now * tick,
      after(delay, callback) {
        pending += 1;
        return setTimeout(counted(callback), delay / tick);
      },
      post(callback) {
        pending += 1;
        setImmediate(counted(callback));
      },
      cancel(timer) {
        pending -= 1;
        clearTimeout(timer);
      },
      run() {
        running = true;
        for (mock.timers.tick(0); running && pending > 0; ) {
          now += 1;
          mock.timers.tick(1);
        }
      },
      stop() {
        running = false;
      },
    };
  },
};

const roundUp = (delay) => Math.ceil(delay / tick) * tick;
const delays = JSON.parse(readFileSync(`${folder}${distribution}.json`, 'utf8')).map(roundUp);
const timeOut = 30e9;
const spread = 0x9e3779b1;
let engine;
let position;
let remaining;
let order;
let deadlines;
let wrongDeadline;

const nextDelay = () => delays[position++ % delays.length];
// Computed beforehand, as JavaScript has no fast integers of 64 bits.
function scattered() {
  const numbers = [];
  for (let i = 0n; i < BigInt(events); i += 1n) {
    const delay = Number(((i * 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn) % 1_000_000_000_000n);
    numbers.push(Math.floor(delay / tick) * tick + tick);
  }
  return numbers;
}
function fired(deadline, id) {
  if (engine.now() !== deadline) wrongDeadline += 1;
  order = Math.imul(order ^ id, spread);
  deadlines = Math.imul(deadlines ^ deadline, spread);
}
function isLast() {
  remaining -= 1;
  if (remaining > 0) return false;
  engine.stop();
  return true;
}
function once(delay, id) {
  const deadline = engine.now() + delay;
  engine.after(delay, () => fired(deadline, id));
}
function again(delay, id) {
  const deadline = engine.now() + delay;
  engine.after(delay, () => {
    fired(deadline, id);
    if (!isLast()) again(nextDelay(), id);
  });
}

// Each prepares what is not measured, and returns what is.
const workloads = {
  W1() {
    const numbers = scattered();
    return () => {
      for (let done = 0; done < events; done += count) {
        for (let i = done; i < done + count; i += 1) once(numbers[i], i);
        engine.run();
      }
    };
  },
  W2() {
    for (let id = 0; id < count; id += 1) again(nextDelay(), id);
    return engine.run;
  },
  W3() {
    const timeOuts = [];
    const expect = () => engine.after(timeOut, () => { wrongDeadline += 1_000_000; });
    const active = (delay, id) => {
      const deadline = engine.now() + delay;
      engine.after(delay, () => {
        fired(deadline, id);
        engine.cancel(timeOuts[id]);
        if (isLast()) return;
        timeOuts[id] = expect();
        active(nextDelay() % timeOut, id);
      });
    };
    for (let id = 0; id < count; id += 1) {
      timeOuts.push(expect());
      active(nextDelay(), id);
    }
    return engine.run;
  },
  W4() {
    const post = (deadline, id) => {
      engine.post(() => {
        fired(deadline, id);
        if (!isLast()) post(deadline, id + 1);
      });
    };
    return () => {
      post(engine.now(), 0);
      engine.run();
    };
  },
  W5() {
    const delay = Math.max(tick, 1e6);
    return () => {
      for (let id = 0; id < count; id += 1) once(delay, id);
      engine.run();
    };
  },
};

function nanosecondsOfAnEvent() {
  engine = engines[engineName]();
  [position, remaining, order, deadlines, wrongDeadline] = [0, events, 0, 0, 0];
  const measured = workloads[workload]();
  const before = process.hrtime.bigint();
  measured();
  return Number(process.hrtime.bigint() - before) / events;
}

nanosecondsOfAnEvent(); // the first time is for the compiler
const nanoseconds = nanosecondsOfAnEvent();
process.stdout.write(`${nanoseconds} ${order >>> 0} ${deadlines >>> 0} ${wrongDeadline}\n`);
