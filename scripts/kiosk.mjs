#!/usr/bin/env node
// npx kiosk COMMAND: the engineer's tools, see device-daemon/cli/main.ts. Builds first where the checkout has changed.
import { build, installPackages, ROOT, requireNode } from './prepare.mjs';

requireNode();
installPackages();
build();
await import(`${ROOT}dist/device-daemon/cli.js`);
