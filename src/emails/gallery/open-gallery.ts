import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Shelf } from './compilation.ts';
import { createGallery } from './gallery.ts';

export interface GalleryOptions extends Shelf {
  /** 0 for any that is free. */
  readonly port: number;
}

export interface OpenGallery {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the gallery by itself, on loopback only.
 *
 * @throws The listening error, such as EADDRINUSE.
 */
export async function openGallery({ port, ...shelf }: GalleryOptions): Promise<OpenGallery> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const gallery = await createGallery('/', shelf);
  server.on('request', gallery.listener);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.close();
      await gallery.close();
      server.closeAllConnections();
    },
  };
}
