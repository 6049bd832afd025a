package io.cashbell.local.gateway.wechatpay;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.gateway.SandboxClock;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Hands out trade bills: first where one is and what its hash is, then the file (section 1). */
final class BillDesk {
    static final String DOWNLOAD = "/v3/billdownload/file";

    private static final LocalTime READY = LocalTime.of(10, 0);
    private static final int MONTHS = 3;
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);
    private static final int MOST_TOKENS = 10_000;

    private final Ledger ledger;
    private final SandboxClock clock;

    /** The oldest first. */
    private final Map<String, Wanted> wanted = new LinkedHashMap<>();

    private record Wanted(LocalDate day, Bill.Type type, boolean zipped, Instant until) {}

    BillDesk(Ledger ledger, SandboxClock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * The address names no prefix of ours: a client signs the path of it as it reads it, and the
     * signed path has none.
     */
    JsonNode prepare(Request request) {
        var day = day(request.query("bill_date"));
        var type = type(request.query("bill_type"));
        var packing = request.query("tar_type");
        if (packing != null && !packing.equals("GZIP")) {
            throw Refusal.parameter("query", "tar_type", "must be GZIP or left out");
        }
        var file = file(day, type);
        if (file.length == 0) {
            throw Refusal.noBill();
        }
        boolean zipped = packing != null;
        var token = Sealed.randomText(64);
        keep(token, new Wanted(day, type, zipped, clock.realInstant().plus(TOKEN_LIFE)));
        return Views.object()
                .put("hash_type", "SHA1")
                .put("hash_value", sha1(file))
                .put(
                        "download_url",
                        "http://"
                                + request.header("Host")
                                + DOWNLOAD
                                + "?token="
                                + token
                                + (zipped ? "&tartype=gzip" : ""));
    }

    Reply download(Request request) throws IOException {
        var token = request.query("token");
        var one = find(token == null ? "" : token);
        var file = file(one.day(), one.type());
        if (!one.zipped()) {
            return Reply.bytes(200, "text/plain; charset=utf-8", file);
        }
        var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            out.write(file);
        }
        return Reply.bytes(200, "application/x-gzip", zipped.toByteArray());
    }

    private byte[] file(LocalDate day, Bill.Type type) {
        return Bill.of(ledger.all(), day, type, made(day));
    }

    /** At ten in the morning after. */
    private static Instant made(LocalDate day) {
        return day.plusDays(1).atTime(READY).atZone(Beijing.ZONE).toInstant();
    }

    private LocalDate day(@Nullable String text) {
        if (text == null) {
            throw Refusal.parameter("query", "bill_date", "is required");
        }
        LocalDate day;
        try {
            day = LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw Refusal.parameter("query", "bill_date", "is not like 2019-06-11");
        }
        var now = clock.instant();
        var today = Beijing.day(now);
        if (day.isAfter(today) || day.isBefore(today.minusMonths(MONTHS))) {
            throw Refusal.parameter("query", "bill_date", "must be within the last three months");
        }
        if (now.isBefore(made(day))) {
            throw Refusal.billNotReady();
        }
        return day;
    }

    private static Bill.Type type(@Nullable String text) {
        if (text == null) {
            return Bill.Type.ALL;
        }
        try {
            return Bill.Type.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.parameter("query", "bill_type", "must be ALL, SUCCESS or REFUND");
        }
    }

    private synchronized void keep(String token, Wanted one) {
        var oldest = wanted.values().iterator();
        while (oldest.hasNext()
                && (oldest.next().until().isBefore(clock.realInstant())
                        || wanted.size() >= MOST_TOKENS)) {
            oldest.remove();
        }
        wanted.put(token, one);
    }

    private synchronized Wanted find(String token) {
        var one = wanted.get(token);
        if (one == null || one.until().isBefore(clock.realInstant())) {
            throw Refusal.parameter("query", "token", "is unknown or older than five minutes");
        }
        return one;
    }

    private static String sha1(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
