import { version } from '../../../../package.json';

/** Which code made a result; stands in every result and its hash. */
export const CODE_VERSION = version;
