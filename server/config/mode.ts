/** Whether pages are served from source: tools of that mode evaluate code that production never does. */
export const isDevelopment = process.env.NODE_ENV === 'development';
