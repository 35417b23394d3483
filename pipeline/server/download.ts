export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const hex = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;

/** `Content-Disposition` of a download, its name in any script (RFC 6266, RFC 8187). */
export const attachment = (name: string): string =>
  `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, hex)}`;
