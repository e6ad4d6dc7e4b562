/** A file that the program of an image writes when it starts, whoever it runs as. */
export interface StartedWrite {
  readonly image: string;
  readonly program: string;
  readonly path: string;
  /** Other names of the path. */
  readonly also: readonly string[];
  /** Where another path may be set. */
  readonly settings: string;
}

/**
 * Only where nothing but root may write there (source: Docker Hub, page of `nginx`, "Running nginx as a non-root user"; its nginx.conf, which alone may
 * name the file of its process id; 2026-11-28).
 */
const table: readonly StartedWrite[] = [{ image: 'nginx', program: 'nginx', path: '/run/nginx.pid', also: ['/var/run/nginx.pid'], settings: '/etc/nginx/nginx.conf' }];

export function startedWrite(image: string): StartedWrite | undefined {
  return table.find((row) => row.image === image);
}
