export { createApi } from './boot';
export { PlatformApiModule } from './platform.module';
export { declaredRoutes, type DeclaredRoute } from './route-policies';
export { fileOf, uploadOf, type Upload } from './upload';
