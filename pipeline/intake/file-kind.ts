/**
 * What a file is, by its bytes; the extension lies too often. `et` is a workbook of WPS (BIFF8), `xml`
 * a workbook as plain XML (Excel 2003, flat OpenDocument), `zip` an archive of files.
 */
export type FileKind =
  'xlsx' | 'xlsb' | 'ods' | 'xls' | 'et' | 'html' | 'xml' | 'csv' | 'tsv' | 'geojson' | 'zip';
