/** Endings of files that are read as a table of requirements. */
export const sheetFiles: readonly string[] = ['.xlsx', '.xlsm', '.xls', '.ods', '.csv', '.tsv', '.txt']
