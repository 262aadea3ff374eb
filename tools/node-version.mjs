// Imported first, before anything an old Node could not even load.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major >= 24;
if (!fits) {
  console.error(
    `✗ 需要 Node.js 20.19 以上（或 22.13 以上、24 以上），当前为 ${process.versions.node}。\n` +
      `✗ Node.js 20.19 or later is needed (or 22.13, 24 or later); this is ${process.versions.node}.`,
  );
  process.exit(1);
}
