export async function runDemo(_options: { folder: string | null; keep: boolean; port: number | null }): Promise<void> {}
