// Type-checks every folder with the globals it may use: `shared` neither Node's nor the browser's.
import { join } from 'node:path';
import { ROOT, run } from './prepare.mjs';

export const TYPED_FOLDERS = ['shared', 'kiosk-ui', 'device-daemon', 'records-service', 'test', 'scripts'];

/** @param {string} folder */
export const checkTypes = (folder) =>
  run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '--project', folder]) === 0;

if (process.argv[1]?.endsWith('types.mjs')) {
  const wrong = TYPED_FOLDERS.filter((folder) => !checkTypes(folder));
  if (wrong.length > 0) {
    console.error(`Types are wrong in: ${wrong.join(', ')}`);
    process.exit(1);
  }
}
