// Passwords that were generated, shown once and then forgotten: only their hashes stay, in the database.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the demo leaves its accounts for us. @param {string} folder */
export const demoAccountsFile = (folder) => join(folder, 'demo-accounts.json');

/**
 * Prints the demo's accounts.
 * @param {string} folder
 */
export function printDemoAccounts(folder) {
  const file = demoAccountsFile(folder);
  if (!existsSync(file)) return;
  /** @type {{ role: string, name: string | { zh: string, en: string }, email: string, password: string }[]} */
  const accounts = JSON.parse(readFileSync(file, 'utf8'));
  const rows = accounts.map(({ role, name, email, password }) => [
    role,
    email,
    password,
    typeof name === 'string' ? name : `${name.zh} ${name.en}`,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  process.stderr.write(
    '\n演示账号（密码只显示这一次） · Demo accounts (passwords are shown only this once):\n',
  );
  for (const row of rows)
    process.stderr.write(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`);
  rmSync(file);
}

/**
 * Prints the first office account that the api made on an empty installation, and takes the line out of its log.
 * @param {string} folder
 */
export function printFirstAccount(folder) {
  const file = join(folder, 'api.log');
  const lines = readFileSync(file, 'utf8').split('\n');
  const found = lines.findIndex((line) => line.startsWith('{"bootstrap":'));
  if (found < 0) return;
  const { email, password } = JSON.parse(lines[found] ?? '').bootstrap;
  lines.splice(found, 1);
  // The api appends to this file, so it goes on after what is left.
  writeFileSync(file, lines.join('\n'));
  process.stderr.write(
    `\n首个账号（密码只显示这一次，请立即保存） · First account (its password is shown only this once):\n  ${email}  ${password}\n`,
  );
}
