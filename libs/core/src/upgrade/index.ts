export { upgradeData } from './upgrade-data';
