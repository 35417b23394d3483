/** Each needs as many publications as there are snapshots kept, within the moment that opening takes. */
const TRIES = 3;

/**
 * Finds the newest snapshot and opens it. Its file may be swept between the two, where several newer ones
 * were published in that moment: so what fails is tried again with what is the newest by then.
 * @param find finds it, and may be called again
 * @param open opens it, or something that is made of it
 * @throws what the last try threw
 */
export async function useNewest<Found, Opened>(
  find: () => Found | Promise<Found>,
  open: (found: Found) => Promise<Opened>,
): Promise<Opened> {
  for (let left = TRIES - 1; ; left--) {
    const found = await find();
    try {
      return await open(found);
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}
