package io.cashbell.notification.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server on loopback that can misbehave in the ways a real one does. */
public final class FakeMailServer implements AutoCloseable {
    /** What it does with the next mails. */
    public enum Mood {
        WELL,
        /** 451 to the sender. */
        BUSY,
        /** 554 after the content. */
        HOSTILE,
        /** Answers to nothing after the greeting. */
        SILENT,
        /** Takes the content and hangs up instead of saying 250. */
        CUTS_BEFORE_250,
        /** Takes the content and says 250 only after {@link #release}. */
        HOLDS
    }

    public final List<String> mails = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger openNow = new AtomicInteger();
    final AtomicInteger mostOpen = new AtomicInteger();

    /** How many contents it has and has not answered yet. */
    public final AtomicInteger held = new AtomicInteger();

    public volatile Mood mood = Mood.WELL;

    /** This recipient is answered with 550. */
    public volatile String unknown = "";

    /** This recipient is answered with 452. */
    volatile String full = "";

    /** To whom each of the mails went, as {@code RCPT} said it. */
    final List<List<String>> envelopes = new CopyOnWriteArrayList<>();

    private volatile CountDownLatch released = new CountDownLatch(1);
    private final ServerSocket server;
    private final Thread acceptor;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    public FakeMailServer() throws IOException {
        this(0);
    }

    public FakeMailServer(int port) throws IOException {
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        acceptor = Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** As good as new, but for the connections that are open: for a next test. */
    public void forget() {
        mood = Mood.WELL;
        unknown = "";
        full = "";
        envelopes.clear();
        held.set(0);
        released = new CountDownLatch(1);
        mails.clear();
    }

    /** Answers those that it holds. */
    public void release() {
        released.countDown();
    }

    /** Hangs up on everybody. */
    void cutAll() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            // The port refuses connections only when nobody accepts any more.
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cutAll();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket socket) {
        mostOpen.accumulateAndGet(openNow.incrementAndGet(), Math::max);
        try (socket) {
            converse(socket);
        } catch (IOException e) {
            // The client or cutAll hung up.
        } finally {
            openNow.decrementAndGet();
            sockets.remove(socket);
        }
    }

    private void converse(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = socket.getOutputStream();
        List<String> envelope = new ArrayList<>();
        say(out, "220 ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (mood == Mood.SILENT) {
                continue;
            }
            String command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("QUIT")) {
                say(out, "221 bye");
                return;
            } else if (command.startsWith("MAIL")) {
                envelope.clear();
                say(out, mood == Mood.BUSY ? "451 try <shop@example.com> later" : "250 ok");
            } else if (command.startsWith("RCPT")) {
                if (isOf(full, line)) {
                    say(out, "452 <" + full + "> is full");
                } else if (isOf(unknown, line)) {
                    say(out, "550 <" + unknown + "> unknown");
                } else {
                    envelope.add(line.substring(line.indexOf('<') + 1, line.indexOf('>')));
                    say(out, "250 ok");
                }
            } else if (command.startsWith("DATA")) {
                say(out, "354 go on");
                String mail = content(in);
                if (mood == Mood.CUTS_BEFORE_250) {
                    return;
                }
                if (mood == Mood.HOLDS) {
                    hold();
                }
                if (mood == Mood.HOSTILE) {
                    say(out, "554 no");
                } else {
                    mails.add(mail);
                    envelopes.add(List.copyOf(envelope));
                    say(out, "250 taken");
                }
            } else {
                say(out, "250 ok");
            }
        }
    }

    private static boolean isOf(String recipient, String line) {
        return !recipient.isEmpty() && line.contains(recipient);
    }

    private void hold() throws IOException {
        held.incrementAndGet();
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static String content(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        return mail.toString();
    }

    private static void say(OutputStream out, String answer) throws IOException {
        out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
