import type { FastifyHelmetOptions } from '@fastify/helmet';

/** How long browsers then ask over TLS only, in seconds. */
const YEAR = 365 * 24 * 3600;

/**
 * Headers under which a page can load and call nothing but this server.
 * Styles may be inline because Plot writes style attributes and a style element into its SVG; scripts may not.
 * @param secure whether browsers speak TLS to it, and shall from now on
 */
export const securityHeaders = (secure: boolean): FastifyHelmetOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      scriptSrcAttr: ["'none'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      connectSrc: ["'self'"],
      fontSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: secure ? { maxAge: YEAR, includeSubDomains: false } : false,
  crossOriginEmbedderPolicy: true,
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
});
