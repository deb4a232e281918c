package com.sanocrm.identity.webhook;

import com.sanocrm.platform.problem.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a partner wants to hear: {@code https} and a name in the public DNS. An address is no name,
 * in none of the ways to write one: the last label of a name begins with a letter. What the name
 * stands for is looked at with each delivery.
 */
record ReceiverUrl(URI uri) {
    static final int LONGEST = 2_000;
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern NAME =
            Pattern.compile("(?=.{4,253}$)(?:" + LABEL + "\\.)+(?=[a-z])" + LABEL);
    /* RFC 6761, RFC 6762, RFC 8375, RFC 9476 and what sites use at home. */
    private static final Set<String> NOT_PUBLIC =
            Set.of(
                    "localhost",
                    "local",
                    "localdomain",
                    "internal",
                    "intranet",
                    "private",
                    "corp",
                    "home",
                    "lan",
                    "arpa",
                    "test",
                    "invalid",
                    "onion",
                    "alt");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * @param local whether this machine may be named, over plain HTTP: in the local stack only
     * @throws ProblemException 422 for anything else
     */
    static ReceiverUrl of(String url, boolean local) {
        URI uri = parsed(url);
        boolean plainParts = uri.getRawUserInfo() == null && uri.getRawFragment() == null;
        boolean here = local && isHttp(uri) && THIS_MACHINE.contains(hostOf(uri));
        if (!plainParts || !(here || isPublic(uri))) {
            throw refused();
        }
        return new ReceiverUrl(uri);
    }

    private static URI parsed(String url) {
        try {
            URI uri = new URI(url).parseServerAuthority();
            if (url.length() > LONGEST || uri.getScheme() == null || uri.getHost() == null) {
                throw refused();
            }
            return uri;
        } catch (URISyntaxException malformed) {
            throw refused();
        }
    }

    private static boolean isHttp(URI uri) {
        return uri.getScheme().matches("https?");
    }

    private static boolean isPublic(URI uri) {
        String host = hostOf(uri);
        return uri.getScheme().equals("https")
                && NAME.matcher(host).matches()
                && !NOT_PUBLIC.contains(host.substring(host.lastIndexOf('.') + 1));
    }

    private static String hostOf(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    String host() {
        return hostOf(uri);
    }

    private static ProblemException refused() {
        return ProblemException.invalid(
                "/url", "https:// and a name in the public DNS, without user, and no address.");
    }
}
