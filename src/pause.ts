/** Waits without an answer from the event loop, for descriptors that are not ready: a pipe that is full, or has nothing yet. */
export function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
