import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Is a webhook genuine? Arguments: webhook-id, webhook-timestamp, webhook-signature, secret; body
 * on standard input.
 */
public class Verify {
    static boolean verify(
            String id, String timestamp, String signatures, String secret, byte[] body)
            throws Exception {
        if (Math.abs(System.currentTimeMillis() / 1000 - Long.parseLong(timestamp)) > 300) {
            return false;
        }
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        var content = new ByteArrayOutputStream();
        content.writeBytes((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        content.writeBytes(body);
        String expected =
                "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content.toByteArray()));
        for (String signature : signatures.split(" ")) {
            if (MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.UTF_8),
                    signature.getBytes(StandardCharsets.UTF_8))) {
                return true;
            }
        }
        return false;
    }

    public static void main(String[] a) throws Exception {
        System.exit(verify(a[0], a[1], a[2], a[3], System.in.readAllBytes()) ? 0 : 1);
    }
}
