import { App } from 'antd';
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { ProblemView } from '../components/problem-view';
import { useCommon } from '../language/common';

interface After<Reply> {
  /** Lists that are out of date once the change is made. */
  refresh?: QueryKey[];
  /** What to tell the person when it is done. */
  done?: string;
  onDone?: (reply: Reply) => void;
}

/** A change sent from a form, which shows the problem itself. */
export function useSend<Input, Reply>(send: (input: Input) => Promise<Reply>, after: After<Reply> = {}) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: send,
    onSuccess: async (reply) => {
      await Promise.all((after.refresh ?? []).map((queryKey) => queries.invalidateQueries({ queryKey })));
      if (after.done !== undefined) void message.success(after.done);
      after.onDone?.(reply);
    },
  });
}

/** A change sent from a button, which has no place for a problem: it is shown in a dialog. */
export function useAction<Input, Reply>(send: (input: Input) => Promise<Reply>, after: After<Reply> = {}) {
  const { modal } = App.useApp();
  const text = useCommon();
  const mutation = useSend(send, after);
  return {
    ...mutation,
    run: (input: Input) =>
      mutation.mutate(input, {
        onError: (error) =>
          modal.error({
            title: text('problem.unknown'),
            content: <ProblemView error={error} />,
            okText: text('close'),
            width: 640,
          }),
      }),
  };
}
