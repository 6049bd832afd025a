package io.cashbell.notification.template;

import io.cashbell.notification.Money;
import io.cashbell.notification.News.Line;
import io.cashbell.notification.template.Template.Fact;
import java.util.List;

/**
 * The HTML of a mail, written from top to bottom. Tables and inline styles, because that is what
 * mail programs understand; whatever is written into it is escaped here and nowhere else.
 */
final class Page {
    private static final String CELL = "padding:8px 0;border-top:1px solid #e6e3dc;";
    private static final String RIGHT = CELL + "text-align:right;white-space:nowrap;";
    private static final String MUTED = "color:#6b6760;";

    private final StringBuilder html = new StringBuilder(4096);

    Page(String language, String heading) {
        html.append("<!DOCTYPE html>\n<html lang=\"").append(language).append("\"><head>");
        html.append("<meta charset=\"utf-8\">");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.append("<title>");
        write(heading);
        html.append("</title></head>\n");
        html.append("<body style=\"margin:0;padding:24px 12px;background:#f4f2ec;color:#26241f;");
        html.append("font:16px/1.5 -apple-system,'Segoe UI','Noto Sans TC',sans-serif\">\n");
        html.append("<table role=\"presentation\" width=\"100%\" style=\"max-width:560px;");
        html.append("margin:0 auto;background:#fff;border-radius:8px\"><tr>");
        html.append("<td style=\"padding:28px\">\n<h1 style=\"margin:0 0 12px;font-size:22px\">");
        write(heading);
        html.append("</h1>\n");
    }

    void paragraph(String text) {
        html.append("<p style=\"margin:0 0 20px\">");
        write(text);
        html.append("</p>\n");
    }

    void facts(List<Fact> facts) {
        html.append(TABLE);
        for (Fact fact : facts) {
            html.append("<tr><th scope=\"row\" style=\"").append(CELL).append(MUTED);
            html.append("text-align:left;font-weight:normal;padding-right:16px\">");
            write(fact.label());
            html.append("</th>");
            cell(RIGHT + "white-space:normal;word-break:break-word;", fact.value());
            html.append("</tr>\n");
        }
        html.append("</table>\n");
    }

    void items(String name, String quantity, String amount, List<Line> lines) {
        html.append(TABLE).append("<tr>");
        column("text-align:left;", name);
        column("text-align:right;", quantity);
        column("text-align:right;", amount);
        html.append("</tr>\n");
        for (Line line : lines) {
            html.append("<tr>");
            cell(CELL, Inert.line(line.name()));
            cell(RIGHT + "padding-left:12px;", Long.toString(line.quantity()));
            Money total = line.total();
            cell(RIGHT + "padding-left:12px;", total == null ? "" : total.forPeople());
            html.append("</tr>\n");
        }
        html.append("</table>\n");
    }

    void button(String link, String text) {
        html.append("<p style=\"margin:24px 0 0\"><a href=\"");
        write(link);
        html.append("\" style=\"display:inline-block;padding:10px 18px;border-radius:6px;");
        html.append("background:#2f5d3a;color:#fff;text-decoration:none\">");
        write(text);
        html.append("</a></p>\n");
    }

    String end(String footer) {
        html.append("<p style=\"margin:28px 0 0;font-size:13px;").append(MUTED).append("\">");
        write(footer);
        html.append("</p>\n</td></tr></table>\n</body></html>\n");
        return html.toString();
    }

    private static final String TABLE =
            "<table width=\"100%\" style=\"border-collapse:collapse;margin:0 0 20px\">\n";

    private void column(String style, String text) {
        html.append("<th scope=\"col\" style=\"padding:8px 0;font-weight:normal;");
        html.append(MUTED).append(style).append("\">");
        write(text);
        html.append("</th>");
    }

    private void cell(String style, String text) {
        html.append("<td style=\"").append(style).append("\">");
        write(text);
        html.append("</td>");
    }

    private void write(String text) {
        Inert.escape(text, html);
    }
}
