/** The register as a file: put in and taken out as JSON, and the Article 30 record as a workbook. */
export { article30 } from './article30.ts'
export { exportRegister } from './export.ts'
export * from './import.ts'
export { writeXlsx } from './xlsx.ts'
