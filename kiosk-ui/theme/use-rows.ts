import { useEffect, useState } from 'preact/hooks';
import { type RowCounts, rowsFor } from './measures.ts';

const rowsNow = (): RowCounts => rowsFor({ width: window.innerWidth, height: window.innerHeight });

/** How many rows the glass holds; measured once, and again if the window is another. */
export function useRows(): RowCounts {
  const [rows, setRows] = useState(rowsNow);
  useEffect(() => {
    const measure = () => setRows(rowsNow());
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, []);
  return rows;
}
