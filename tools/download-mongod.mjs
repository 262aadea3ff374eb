// A process of its own for the download of mongodb-memory-server-core, so that a download that stands still can be
// ended. Prints the path of the mongod as its last line.
import { MongoBinary } from 'mongodb-memory-server-core/lib/util/MongoBinary.js';

try {
  const path = await MongoBinary.getPath({ downloadDir: process.env.MONGOMS_DOWNLOAD_DIR });
  console.log(`\n${path}`);
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = 1;
}
