/** Tells people how far the demo is, in Chinese and English, and measures how long each stage took. */
export interface Progress {
  /** One line for people. */
  say(zh: string, en: string): void;
  /** Does one stage and notes its seconds under this name. */
  stage<T>(name: string, zh: string, en: string, work: () => Promise<T>): Promise<T>;
  /** Seconds by stage. */
  readonly seconds: Readonly<Record<string, number>>;
}

/** @param write receives whole lines. */
export function startProgress(write: (line: string) => void): Progress {
  const began = performance.now();
  const seconds: Record<string, number> = {};
  const say = (zh: string, en: string) => {
    const elapsed = ((performance.now() - began) / 1000).toFixed(1).padStart(6);
    write(`${elapsed}s  ${zh} · ${en}`);
  };
  return {
    say,
    seconds,
    stage: async (name, zh, en, work) => {
      say(`${zh}……`, `${en}…`);
      const from = performance.now();
      const result = await work();
      seconds[name] = Number(((performance.now() - from) / 1000).toFixed(3));
      return result;
    },
  };
}
