import { lineOf } from '#shared/flow/lint/lint-file.js';
import { lintContent, type LintedContent } from '../content.linter.js';
import { contentFiles, readArguments, type Outcome } from './command.js';

/** `flows:lint [--json] [FILE…]`: everything that is wrong with content, one line each; 1 where something must be mended. */
export function lintCommand(args: string[]): Outcome {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' } }, 'FILE…');
  const linted = lintContent(contentFiles(positionals), positionals.length > 0 ? contentFiles([]) : null);
  const count = (severity: string) => linted.findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  return {
    status: errors > 0 ? 1 : 0,
    output: values.json ? json(linted, errors, warnings) : text(linted, errors, warnings),
  };
}

function json({ files, findings }: LintedContent, errors: number, warnings: number): string {
  return JSON.stringify({ files, errors, warnings, findings }, null, 2);
}

function text({ files, findings }: LintedContent, errors: number, warnings: number): string {
  return [...findings.map(lineOf), `${files} files: ${errors} errors, ${warnings} warnings`].join('\n');
}
