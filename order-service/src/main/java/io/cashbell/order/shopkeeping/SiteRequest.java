package io.cashbell.order.shopkeeping;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The site as its owner reads and writes it: its members are the only ones that are taken. */
@Schema(name = "OwnedSite")
record SiteRequest(
        @Schema(
                        type = "string",
                        allowableValues = {"open", "closed"})
                String status,
        @Nullable
                @Schema(description = "By language: zh-TW, ko, zh-CN, en; left out, there is none")
                Map<String, String> announcement,
        @Nullable @Schema(description = "Shown from then on; RFC 3339", format = "date-time")
                String announcementFrom,
        @Nullable @Schema(description = "Not shown any more then; RFC 3339", format = "date-time")
                String announcementUntil,
        @Nullable @Schema(description = "Left out, they stay as they are")
                Map<String, Boolean> flags,
        @Nullable
                @Schema(
                        description =
                                "Codes of payment methods that are not offered; left out, they"
                                        + " stay as they are")
                List<String> methodsOff) {}
