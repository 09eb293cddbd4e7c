// What a scenario written as JavaScript calls: the real thing of Node.js wherever there is one, under the virtual clock
// of virtual_clock.cpp. Prints the transcript as JSON, one line each: [nanoseconds, kind, text].
'use strict';
const fs = require('fs');
const EventEmitter = require('events');
const {UDP} = process.binding('udp_wrap');

const start = process.hrtime.bigint();
const elapsed = () => Number(process.hrtime.bigint() - start);
const command = text => fs.accessSync('/vtime/' + text);
const write = (kind, text) => fs.writeSync(1, JSON.stringify([elapsed(), kind, text]) + '\n');

// ---- values ---------------------------------------------------------------------------------------------------

class Duration {
  constructor(nanoseconds) { this.ns = nanoseconds; }
}
const units = [['h', 3600e9], ['m', 60e9], ['s', 1e9], ['ms', 1e6], ['us', 1e3], ['ns', 1]];

function duration_text(ns) {
  if (ns < 0) return '-' + duration_text(-ns);
  if (ns === 0) return '0s';
  const decimal = (unit, name) => String(Number((ns / unit).toFixed(9))) + name;
  if (ns < 1e3) return decimal(1, 'ns');
  if (ns < 1e6) return decimal(1e3, 'us');
  if (ns < 1e9) return decimal(1e6, 'ms');
  const minutes = Math.floor(ns / 60e9);
  const seconds = String(Number(((ns - minutes * 60e9) / 1e9).toFixed(9))) + 's';
  if (minutes === 0) return seconds;
  if (minutes < 60) return `${minutes}m${seconds}`;
  return `${Math.floor(minutes / 60)}h${minutes % 60}m${seconds}`;
}

function parse_duration(text) {
  if (/^[+-]?\d+(\.\d+)?$/.test(text)) return Number(text) * 1e6;
  let total = 0;
  for (const [, count, unit] of text.replace(/µ/g, 'u').matchAll(/(\d+\.?\d*)(ms|us|ns|h|m|s|d)/g)) {
    total += Number(count) * (unit === 'd' ? 86400e9 : units.find(([name]) => name === unit)[1]);
  }
  return text[0] === '-' ? -total : total;
}

/// A delay as setTimeout takes it.
function milliseconds(value) {
  if (value instanceof Duration) return value.ns / 1e6;
  return typeof value === 'string' ? parse_duration(value) / 1e6 : value;
}

function json(value) {
  if (value?.constructor === Object) value = new Map(Object.entries(value));  // an outcome of allSettled
  if (value instanceof Map) return '{' + [...value].map(([k, v]) => JSON.stringify(k) + ':' + json(v)).join() + '}';
  if (Array.isArray(value)) return '[' + value.map(json).join() + ']';
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? String(value)
                                                                                   : JSON.stringify(text(value));
}

function text(value) {
  if (value === null || value === undefined) return 'null';
  if (value instanceof Duration) return duration_text(value.ns);
  if (value instanceof Error) return value.message.replace(' #<Promise>', '');  // V8 adds what cannot be told apart
  if (value instanceof Map || Array.isArray(value)) return json(value);
  return String(value);
}

const error = value => value instanceof Error ? value : new Error(text(value));

function equal(a, b) {
  if (a instanceof Duration && b instanceof Duration) return a.ns === b.ns;
  if (a instanceof Error && b instanceof Error) return a.message === b.message;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((x, i) => equal(x, b[i]));
  if (a instanceof Map && b instanceof Map) {
    return a.size === b.size && [...a].every(([k, v]) => b.has(k) && equal(v, b.get(k)));
  }
  return a === b;
}

const raw = value => value instanceof Duration ? value.ns : value;
const like = (value, pattern) => pattern instanceof Duration ? new Duration(Math.round(value)) : value;

// ---- simulated I/O: completions in the poll phase --------------------------------------------------------------

// Each has a socket of its own while it is under way, because libuv reads at most 32 datagrams of one at a time.
const idle_sockets = [];

function open_socket() {
  const socket = new UDP();
  const address = {};
  socket.bind('127.0.0.1', 0, 0);
  socket.getsockname(address);
  socket.port = address.port;
  socket.onmessage = () => {
    const callback = forget(socket);
    if (callback !== null) callback();
  };
  socket.recvStart();
  return socket;
}

function complete_at(rank, ns, callback) {
  const socket = idle_sockets.pop() ?? open_socket();
  socket.callback = callback;
  socket.ref();
  command(`complete/${rank}/${ns}/${socket.port}/${socket.fd}`);
  return socket;
}

/// The callback of a completion that is no longer waited for; null if it had none.
function forget(socket) {
  const {callback} = socket;
  socket.callback = null;
  socket.unref();
  if (callback !== null) idle_sockets.push(socket);
  return callback;
}

class Load {
  constructor(resource, callback) {
    this.resource = resource;
    this.callback = callback;
    this.socket = null;
  }
  begin() {
    const {responses} = this.resource;
    const response = responses[Math.min(this.resource.used++, responses.length - 1)];
    this.resource.in_flight++;
    this.socket = complete_at(1, elapsed() + response.latency, () => {
      this.socket = null;
      release(this.resource);
      this.callback(response);
    });
  }
}

function release(resource) {
  resource.in_flight--;
  if (resource.waiting.length > 0) resource.waiting.shift().begin();
}

// ---- the runtime -----------------------------------------------------------------------------------------------

const bus = new EventEmitter();
bus.setMaxListeners(0);
const settlers = new WeakMap();
const resources = new Map();
const is_promise = value => value instanceof Promise;

const rt = module.exports = {
  text, error, equal,
  duration: ns => new Duration(ns),
  not_equal: (a, b) => !equal(a, b),
  less: (a, b) => raw(a) < raw(b),
  less_or_equal: (a, b) => raw(a) <= raw(b),
  greater: (a, b) => raw(a) > raw(b),
  greater_or_equal: (a, b) => raw(a) >= raw(b),
  add: (a, b) => like(raw(a) + raw(b), a),
  subtract: (a, b) => like(raw(a) - raw(b), a),
  multiply: (a, b) => like(raw(a) * raw(b), a instanceof Duration ? a : b),
  divide: (a, b) => b instanceof Duration ? raw(a) / raw(b) : like(raw(a) / raw(b), a),
  remainder: (a, b) => like(raw(a) % raw(b), a),
  negate: a => like(-raw(a), a),
  member(object, key) {
    if (object instanceof Error && key === 'message') return object.message;
    return object instanceof Map ? object.get(key) ?? null : object[key];
  },
  now: () => new Duration(elapsed()),
  min: (...values) => values.reduce((a, b) => raw(b) < raw(a) ? b : a),
  max: (...values) => values.reduce((a, b) => raw(b) > raw(a) ? b : a),
  abs: a => like(Math.abs(raw(a)), a),
  floor: Math.floor,
  round: a => Math.sign(a) * Math.round(Math.abs(a)),
  length: a => a instanceof Map ? a.size : typeof a === 'string' ? [...a].length : a.length,
  append: (list, value) => [...list, value],
  slice: (value, from, to) => typeof value === 'string' ? [...value].slice(from, to).join('') : value.slice(from, to),
  put: (map, key, value) => new Map(map).set(key, value),
  remove(map, key) {
    const copy = new Map(map);
    copy.delete(key);
    return copy;
  },
  keys: map => [...map.keys()],
  contains(where, what) {
    if (where instanceof Map) return where.has(what);
    return Array.isArray(where) ? where.some(item => equal(item, what)) : where.includes(what);
  },
  count: n => Array(n).keys(),

  log(line) {
    for (const part of line.split('\n')) write('log', part);
  },
  block: delay => command('advance/' + Math.round(milliseconds(delay) * 1e6)),
  call: (callable, ...values) => callable(...values) ?? null,

  set_timeout(delay, background, callback, ...values) {
    const timer = setTimeout(callback, milliseconds(delay), ...values);
    return background ? timer.unref() : timer;
  },
  set_interval(delay, background, callback, ...values) {
    const timer = setInterval(callback, milliseconds(delay), ...values);
    return background ? timer.unref() : timer;
  },
  clear_timeout: clearTimeout,
  clear_interval: clearInterval,
  set_immediate: callback => setImmediate(callback),
  clear_immediate: clearImmediate,
  next_tick: callback => process.nextTick(callback),
  queue_microtask: callback => queueMicrotask(callback),

  on(event, callback) {
    bus.on(event, callback);
    return {event, callback};
  },
  once(event, callback) {
    bus.once(event, callback);
    return {event, callback};
  },
  off(event, listener) {
    if (listener === undefined) bus.removeAllListeners(event);
    else if (listener !== null) bus.off(event, listener.callback);
  },
  emit: (event, ...values) => bus.emit(event, ...values),

  resource: (name, concurrency, responses) =>
      resources.set(name, {concurrency, responses, used: 0, in_flight: 0, waiting: []}),
  load(name, on_result, on_error) {
    const resource = resources.get(name);
    const promise = on_result === null && on_error === null ? rt.pending() : null;
    const load = new Load(resource, response => {
      if (promise) return response.fails ? rt.reject(promise, response.value) : rt.resolve(promise, response.value);
      if (!response.fails) return on_result?.(response.value);
      if (on_error === null) throw error(response.value);
      on_error(error(response.value));
    });
    if (resource.concurrency > 0 && resource.in_flight >= resource.concurrency) resource.waiting.push(load);
    else load.begin();
    if (promise) settlers.get(promise).load = load;
    return promise ?? load;
  },
  cancel(handle) {
    const load = handle instanceof Load ? handle : settlers.get(handle)?.load;
    if (!load) return;
    const waiting = load.resource.waiting.indexOf(load);
    if (waiting >= 0) {
      load.resource.waiting.splice(waiting, 1);
    } else if (load.socket !== null) {
      command('cancel/' + load.socket.port);
      forget(load.socket);
      load.socket = null;
      release(load.resource);
    }
  },
  at: (ns, callback) => complete_at(0, ns, callback),

  pending() {
    let resolve, reject;
    const promise = new Promise((on_resolve, on_reject) => [resolve, reject] = [on_resolve, on_reject]);
    settlers.set(promise, {resolve, reject});
    return promise;
  },
  execute(promise, executor) {
    try {
      executor();
    } catch (thrown) {
      rt.reject(promise, thrown);
    }
  },
  resolve: (promise, value) => settlers.get(promise).resolve(value),
  reject: (promise, value) => settlers.get(promise).reject(error(value)),
  then(value, on_result, on_error, on_settled) {
    let promise = is_promise(value) ? value : Promise.resolve(value);
    if (on_result || on_error || !on_settled) promise = promise.then(on_result ?? undefined, on_error ?? undefined);
    return on_settled ? promise.finally(() => { on_settled(); }) : promise;
  },
  sleep: delay => new Promise(resolve => setTimeout(resolve, milliseconds(delay))),
  all: list => Promise.all(list),
  race: list => Promise.race(list),
  any: list => Promise.any(list),
  all_settled: list => Promise.allSettled(list),
};

process.on('uncaughtException', thrown => {
  write('uncaught', text(thrown));
  process.exit(0);
});
