// SPDX-License-Identifier: GPL-3.0-or-later
// node dockerfile_peers.mjs NODE_MODULES FILE ROUNDS: parses and lints the file; prints the median in milliseconds.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const [folder, file, rounds] = process.argv.slice(2);
const require = createRequire(folder + '/');
const { DockerfileParser } = require('dockerfile-ast');
const { validate } = require('dockerfile-utils');
const text = readFileSync(file, 'utf8');

const times = [];
for (let round = 0; round < Number(rounds); round++) {
    const before = process.hrtime.bigint();
    const instructions = DockerfileParser.parse(text).getInstructions().length;
    const problems = validate(text).length;
    times.push(Number(process.hrtime.bigint() - before) / 1e6);
    if (instructions + problems === 0)
        process.exit(1);
}
times.sort((a, b) => a - b);
console.log(times[Math.floor(times.length / 2)]);
