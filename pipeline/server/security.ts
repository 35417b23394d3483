import type { FastifyHelmetOptions } from '@fastify/helmet';

/**
 * Headers under which a page can load and call nothing but this server.
 * Styles may be inline because Plot writes style attributes and a style element into its SVG; scripts may not.
 */
export const securityHeaders: FastifyHelmetOptions = {
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
  // Served over plain HTTP on the loopback address; a proxy with a certificate sets its own.
  strictTransportSecurity: false,
  crossOriginEmbedderPolicy: true,
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
};
