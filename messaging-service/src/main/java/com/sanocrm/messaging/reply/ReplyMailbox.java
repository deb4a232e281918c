package com.sanocrm.messaging.reply;

import com.mongodb.MongoException;
import com.sanocrm.messaging.mail.MailboxSettings;
import com.sanocrm.platform.audit.AuditTrail.AuditUnavailableException;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reads the mailbox by IMAP (RFC 9051) and empties it: a mail is deleted when what it leads to is
 * durable, and read again if the process dies before. Of each mail at most 256 KiB are fetched.
 * Instances may read at the same time.
 */
@Component
class ReplyMailbox {
    private static final Logger log = LoggerFactory.getLogger(ReplyMailbox.class);
    private static final int AT_ONCE = 50;
    private static final int MOST_BYTES = 256 * 1024;
    private static final String INBOX = "INBOX";
    private static final Duration WITHIN_THE_SECOND = Duration.ofMillis(999);

    private final MailboxSettings settings;
    private final Reception reception;
    private final Clock clock;
    private final AtomicBoolean reading = new AtomicBoolean();
    private boolean away;

    ReplyMailbox(MailboxSettings settings, Reception reception, Clock clock) {
        this.settings = settings;
        this.reception = reception;
        this.clock = clock;
    }

    /* At a fixed rate, so that a slow server keeps no other work waiting. */
    @Scheduled(fixedRateString = "${sano.mailbox.every:PT2S}")
    void read() {
        if (!reading.compareAndSet(false, true)) {
            return;
        }
        try {
            readInbox();
            away = false;
        } catch (MessagingException unreachable) {
            if (!away) {
                log.atWarn()
                        .addKeyValue("failure", unreachable.getClass().getSimpleName())
                        .log("The mailbox is away; answers wait in it");
            }
            away = true;
        } catch (MongoException | AuditUnavailableException storeAway) {
            log.atWarn().log("Answers wait in the mailbox for the store");
        } finally {
            reading.set(false);
        }
    }

    private void readInbox() throws MessagingException {
        URI url = settings.url();
        String protocol = url.getScheme();
        try (Store store = Session.getInstance(properties(protocol)).getStore(protocol)) {
            store.connect(url.getHost(), url.getPort(), settings.address(), settings.password());
            Folder inbox = store.getFolder(INBOX);
            inbox.open(Folder.READ_WRITE);
            try {
                int count = Math.min(inbox.getMessageCount(), AT_ONCE);
                for (Message mail : count == 0 ? new Message[0] : inbox.getMessages(1, count)) {
                    take(mail);
                }
            } finally {
                if (inbox.isOpen()) {
                    inbox.close(true);
                }
            }
        }
    }

    /* A mail of which we can make nothing must not keep the next ones waiting. */
    private void take(Message mail) throws MessagingException {
        try {
            if (mail.isSet(Flags.Flag.DELETED)) {
                return;
            }
            byte[] bytes = bytes(mail);
            reception.take(bytes, bytes.length < MOST_BYTES, receivedAt(mail));
            mail.setFlag(Flags.Flag.DELETED, true);
        } catch (MessageRemovedException another) {
            /* Another instance has it. */
        } catch (FolderClosedException gone) {
            throw gone;
        } catch (MongoException | AuditUnavailableException storeAway) {
            throw storeAway;
        } catch (RuntimeException failure) {
            log.atError()
                    .addKeyValue("failure", failure.getClass().getSimpleName())
                    .log("An answer cannot be taken in; it stays in the mailbox");
        }
    }

    private static byte[] bytes(Message mail) throws MessagingException {
        if (mail instanceof IMAPMessage imap) {
            imap.setPeek(true);
            InputStream all = imap.getMimeStream();
            return MailText.upTo(MOST_BYTES, all);
        }
        throw new MessagingException("not from an IMAP server");
    }

    /*
     * The same whenever it is read: the time of the server that took it. IMAP tells it in whole
     * seconds; of that second it is the end, so that a denial is never older than a grant before it.
     */
    private Instant receivedAt(Message mail) throws MessagingException {
        return mail.getReceivedDate() == null
                ? clock.instant()
                : mail.getReceivedDate().toInstant().plus(WITHIN_THE_SECOND);
    }

    private static Properties properties(String protocol) {
        var properties = new Properties();
        String prefix = "mail." + protocol + ".";
        properties.put(prefix + "connectiontimeout", "5000");
        properties.put(prefix + "timeout", "10000");
        properties.put(prefix + "writetimeout", "10000");
        properties.put(prefix + "fetchsize", "65536");
        properties.put(prefix + "ssl.checkserveridentity", "true");
        return properties;
    }
}
