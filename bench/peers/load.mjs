/** Imports a peer from the folder that this file was copied to. */
export const load = (name) => import(name);
