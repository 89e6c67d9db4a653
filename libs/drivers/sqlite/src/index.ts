export { openSqlite, type SqliteOptions, type SqliteProvider } from './sqlite-provider.ts';
