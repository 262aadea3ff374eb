/** What is wrong with the wiring of jobs, one line each; empty when every declared job has exactly one processor. */
export function jobFaults(
  declared: readonly { name: string }[],
  processed: readonly { job: { name: string }; place: string }[],
): string[] {
  const faults: string[] = [];
  const names = declared.map((job) => job.name);
  for (const name of new Set(names)) {
    if (names.filter((other) => other === name).length > 1) faults.push(`job ${name} is declared twice`);
    const places = processed.filter((entry) => entry.job.name === name).map((entry) => entry.place);
    if (places.length === 0) faults.push(`job ${name} has no processor`);
    if (places.length > 1) faults.push(`job ${name} has ${places.length} processors: ${places.join(', ')}`);
  }
  for (const { job, place } of processed) {
    if (!names.includes(job.name))
      faults.push(`${place} processes ${job.name}, which contract/jobs does not declare`);
  }
  return faults;
}
