import { serveWork } from '@esta-logic/driver-node-workers';
import { jcoTranspiler } from '@esta-logic/jco-transpiler';
import { makeGuestCode, type CodeRequest } from '@esta-logic/loader';

/** A thread that makes the code of components that are installed, which would hold up the kernel's. */
serveWork(
  (request: CodeRequest) => makeGuestCode(request, { transpiler: jcoTranspiler() }),
  ({ cores }) => cores.map(({ bytes }) => bytes.buffer as ArrayBuffer),
);
