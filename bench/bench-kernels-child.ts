import { kernels, makeCustomers } from './kernel-work.js';

/** Runs one kernel on so many customers, in a process of its own, and prints its CPU time and memory as JSON. */
const [name, n] = process.argv.slice(2);
const { prepare } = kernels[name!]!;
// Few customers first: the compiler's work is not the kernel's.
prepare(makeCustomers(300))();
const work = prepare(makeCustomers(Number(n)));
const megabytes = () => process.resourceUsage().maxRSS / 1024;
const memory = megabytes();
const start = process.cpuUsage();
const result = work();
const { user, system } = process.cpuUsage(start);
process.stdout.write(
  JSON.stringify({ milliseconds: (user + system) / 1000, megabytes: megabytes() - memory, result }),
);
