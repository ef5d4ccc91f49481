import { BadInput, type Outcome } from './command.js';
import { lintCommand } from './lint.command.js';
import { statsCommand } from './stats.command.js';

/** What those who write flows call from a terminal: `node dist/server/src/flows/cli/flows.cli.js <command> …`. */
const COMMANDS: Readonly<Record<string, (args: string[]) => Outcome>> = {
  lint: lintCommand,
  stats: statsCommand,
};

const [name = '', ...args] = process.argv.slice(2);
try {
  const command = COMMANDS[name];
  if (command === undefined)
    throw new BadInput(`There is no command "${name}", only ${Object.keys(COMMANDS).join(', ')}.`);
  const { status, output } = command(args);
  process.stdout.write(`${output}\n`);
  process.exitCode = status;
} catch (error) {
  if (!(error instanceof BadInput)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
