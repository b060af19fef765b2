/** Sets a mark when what was written before the work is still there. KEYS: witness, mark. ARGV: the mark's value. */
export const MARK_IF_WITNESSED = `
if redis.call('DEL', KEYS[1]) == 0 then return 0 end
redis.call('SET', KEYS[2], ARGV[1])
return 1`;
