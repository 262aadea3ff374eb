import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Doors } from './doors';

/** Takes the restricted replay files of a run, as the agency would, and lays them in `replay` beside the reports. */
export async function downloadReplay(agency: Doors, runId: string, out: string): Promise<void> {
  const files = unzipSync(await agency.download(`/runs/${runId}/exports/replay`));
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(out, 'replay', name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes, { mode: 0o600 });
  }
}
