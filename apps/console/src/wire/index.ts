export { apiPath, ask, change, fetchFile, read, readIfThere } from './client';
export { hasStatus, isOffline } from './problem';
export { queryClient, SESSION_KEY } from './query-client';
export { useAction, useSend } from './changes';
