export { CITY_CODE, cityName } from './city';
export { divisionCodeFault } from './division-codes';
export { FrameImportService } from './frame-import.service';
export { RegistryModule } from './registry.module';
export { RegistryService } from './registry.service';
