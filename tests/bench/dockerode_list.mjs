// SPDX-License-Identifier: GPL-3.0-or-later
// node dockerode_list.mjs NODE_MODULES SOCKET ROUNDS: lists containers and images; a line of JSON for each round.
import { createRequire } from 'node:module';

const [folder, socketPath, rounds] = process.argv.slice(2);
const Docker = createRequire(folder + '/')('dockerode');
const docker = new Docker({ socketPath });

for (let round = 0; round < Number(rounds); round++) {
    const before = process.cpuUsage();
    const [containers, images] = await Promise.all([docker.listContainers({ all: true }), docker.listImages()]);
    const { user, system } = process.cpuUsage(before);
    console.log(JSON.stringify({ containers: containers.length, images: images.length, cpu: (user + system) / 1000 }));
}
