// Plain JavaScript: it needs no more than the file system, and a TypeScript loader would take longer to start.
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parentPort } from 'node:worker_threads';

function openIn(path) {
  try {
    return openSync(path, 'w');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, 'w');
  }
}

/** Writes a file beside its place; gives what puts it there, to be called when all are written. */
function write({ path, bytes }) {
  const partial = `${path}.${process.pid}.partial`;
  const descriptor = openIn(partial);
  try {
    writeFileSync(descriptor, bytes);
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
  return () => {
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(partial, path);
  };
}

/** What went wrong, as plain data; null where nothing did. */
function attempt(action) {
  try {
    return { result: action(), trouble: null };
  } catch ({ code = '', message }) {
    return { trouble: { code, message } };
  }
}

parentPort.on('message', (files) => {
  const written = files.map((file) => attempt(() => write(file)));
  parentPort.postMessage(
    written.map(({ result, trouble }) => (result ? attempt(result).trouble : trouble)),
  );
});
