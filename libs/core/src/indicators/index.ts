export { IndicatorsModule } from './indicators.module';
export { IndicatorsService } from './indicators.service';
