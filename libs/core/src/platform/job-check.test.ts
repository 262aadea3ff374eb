import { expect, it } from 'vitest';
import { jobFaults } from './job-check';

const declared = [{ name: 'freeze-run' }, { name: 'join-run' }];
const at = (name: string, place: string) => ({ job: { name }, place });

it('wants exactly one processor a declared job, and none that is not declared', () => {
  expect(jobFaults(declared, [at('freeze-run', 'A.x'), at('join-run', 'A.y')])).toEqual([]);
  expect(jobFaults(declared, [at('freeze-run', 'A.x')])).toEqual(['job join-run has no processor']);
  expect(
    jobFaults(declared, [at('freeze-run', 'A.x'), at('freeze-run', 'B.x'), at('join-run', 'A.y')]),
  ).toEqual(['job freeze-run has 2 processors: A.x, B.x']);
  expect(
    jobFaults([...declared, { name: 'join-run' }], [at('freeze-run', 'A.x'), at('join-run', 'A.y')]),
  ).toEqual(['job join-run is declared twice']);
  expect(jobFaults([], [at('old-job', 'C.z')])).toEqual([
    'C.z processes old-job, which contract/jobs does not declare',
  ]);
});
