// What a person reads in the terminal: Chinese first, English second, always on stderr, so that the standard
// output of `demo`, `estimate` and `bench` stays theirs.

/** A fault that a person can do something about: what happened, in both languages, and what to set. */
export class Failure extends Error {
  /**
   * @param {string} zh what happened and what to do, in Chinese
   * @param {string} en the same in English
   * @param {unknown} [cause] what was thrown underneath
   */
  constructor(zh, en, cause) {
    super(en, { cause });
    this.name = 'Failure';
    this.zh = zh;
    this.en = en;
  }
}

/**
 * One line of progress.
 * @param {string} zh
 * @param {string} en
 */
export function say(zh, en) {
  process.stderr.write(`${zh} · ${en}\n`);
}

/**
 * Prints a fault in both languages. What is no `Failure` is our own mistake and keeps its stack.
 * @param {unknown} fault
 */
export function sayFault(fault) {
  const known = recognise(fault);
  if (known) {
    process.stderr.write(`\n✗ ${known.zh}\n\n✗ ${known.en}\n`);
    return;
  }
  const stack = fault instanceof Error ? fault.stack : String(fault);
  process.stderr.write(`\n✗ 意外错误：\n✗ Unexpected error:\n${stack}\n`);
}

/** @param {unknown} fault @returns {Failure | null} */
function recognise(fault) {
  if (fault instanceof Failure) return fault;
  const code = fault instanceof Error && 'code' in fault ? fault.code : undefined;
  const path = fault instanceof Error && 'path' in fault ? String(fault.path) : '';
  if (code === 'ENOSPC') return diskFull(path);
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return new Failure(
      `没有写入权限：${path}。请用 MINGJIAN_DATA（数据）或 MINGJIAN_CACHE（缓存）指定可写的文件夹。`,
      `No permission to write ${path}. Set MINGJIAN_DATA (data) or MINGJIAN_CACHE (cache) to a folder you may write.`,
      fault,
    );
  return null;
}

/** @param {string} folder @param {number} [freeMb] what is left, where known */
export function diskFull(folder, freeMb) {
  const zh = freeMb === undefined ? '' : `（剩余 ${freeMb} MB）`;
  const en = freeMb === undefined ? '' : ` (${freeMb} MB left)`;
  return new Failure(
    `磁盘空间不足：${folder}${zh}。请清出至少 1 GB，或用 MINGJIAN_DATA（数据）、MINGJIAN_CACHE（缓存）指定另一块磁盘上的文件夹。`,
    `The disk is full: ${folder}${en}. Free at least 1 GB, or set MINGJIAN_DATA (data) or MINGJIAN_CACHE (cache) to a folder on another disk.`,
  );
}
