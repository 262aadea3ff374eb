export { CITY_CODE, cityName } from './city';
export { divisionCodeFault } from './division-codes';
export { RegistryModule } from './registry.module';
export { RegistryService } from './registry.service';
