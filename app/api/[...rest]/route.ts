import { z } from "zod";
import { AppError } from "@/lib/errors";
import { publicRoute } from "@/lib/http";

/** An address below /api that does not exist answers as JSON, not as a page. */
const nothing = publicRoute(z.object({}), async () => {
  throw new AppError("not_found");
});

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT };
