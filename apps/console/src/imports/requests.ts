import { useQuery } from '@tanstack/react-query';
import { importColumns, importedResult, type ImportSpec } from '@mingjian/contract/aggregation';
import { ask, read } from '../wire';

const imports = importedResult.array();

export function useImports(cycleId: string) {
  return useQuery({
    queryKey: ['cycle', cycleId, 'imports'],
    queryFn: ({ signal }) => read(imports, `/cycles/${cycleId}/imports`, undefined, signal),
  });
}

export function useImport(importId: string) {
  return useQuery({
    queryKey: ['import', importId],
    staleTime: Infinity,
    queryFn: ({ signal }) => read(importedResult, `/imports/${importId}`, undefined, signal),
  });
}

function formOf(file: File): FormData {
  const form = new FormData();
  form.append('file', file, file.name);
  return form;
}

/** A workbook's header, which the server reads. */
export const askColumns = (input: { cycleId: string; file: File }) =>
  ask(importColumns, 'POST', `/cycles/${input.cycleId}/imports/columns`, formOf(input.file));

export function sendImport(input: { cycleId: string; file: File; spec: ImportSpec }) {
  // The specification stands before the file, so that a server reading the parts in turn knows what to do with it.
  const form = new FormData();
  form.append('spec', JSON.stringify(input.spec));
  form.append('file', input.file, input.file.name);
  return ask(importedResult, 'POST', `/cycles/${input.cycleId}/imports`, form);
}
