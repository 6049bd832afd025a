package io.cashbell.endtoend.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a service wrote: one JSON object a line. */
public record ServiceLog(Path file) {

    public String text() {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The lines that hold this text. */
    public List<JsonNode> linesWith(String text) {
        return text().lines().filter(line -> line.contains(text)).map(Json::read).toList();
    }
}
