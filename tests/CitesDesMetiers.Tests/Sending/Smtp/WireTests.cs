using System.Text;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Personal;
using CitesDesMetiers.Tests.App;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace CitesDesMetiers.Tests.Sending.Smtp;

/// <summary>
/// Bytes taken from the wire, of an issue and of a mail about one person, against RFC 5321, 5322, 2047, 2369, 2919, 8058, 6376 and 8463.
/// </summary>
public sealed class WireTests(WireSite wire) : IClassFixture<WireSite>
{
    /// <summary>Those that a signature covers where they stand.</summary>
    private static readonly string[] Signed =
    [
        "from", "reply-to", "to", "subject", "date", "message-id", "mime-version", "content-type", "list-id", "list-unsubscribe",
        "list-unsubscribe-post",
        "list-help", "list-owner", "list-archive", "list-post", "feedback-id",
    ];

    /// <summary>Places in a body.</summary>
    private static readonly double[] Shares = [0, 0.01, 0.3, 0.6, 0.9];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IEnumerable<WireMail> All => [.. wire.Issues, wire.Letter];

    [Fact]
    public void Lines_are_short_end_in_crlf_and_are_ascii_without_control_characters()
    {
        foreach (var mail in All)
        {
            var lines = Encoding.Latin1.GetString(mail.Bytes).Split("\r\n");
            Assert.Equal("", lines[^1]);
            Assert.All(lines, l => Assert.DoesNotMatch("[^\t\x20-\x7e]", l));
            Assert.All(lines, l => Assert.InRange(l.Length, 0, 998));
            Assert.All(mail.Body.Split("\r\n"), l => Assert.InRange(l.Length, 0, 78));

            // Only an address, which nothing may cut, makes a line of the head long.
            Assert.All(mail.Head.Split("\r\n").Where(l => l.Length > 78), l => Assert.Matches("^([A-Za-z-]+: ?|[ \t])(<[^>]*>(, ?)?)+$|@", l));
            Assert.DoesNotContain("\r\n.\r\n", mail.Received.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Each_field_stands_once_and_only_signatures_twice()
    {
        foreach (var mail in All)
        {
            Assert.All(mail.Fields.CountBy(f => f.Name.ToLowerInvariant()), c => Assert.Equal(c.Key == "dkim-signature" ? 2 : 1, c.Value));
            foreach (var name in new[] { "From", "Date", "Message-ID", "Subject", "To", "MIME-Version", "Content-Type" })
            {
                Assert.NotEmpty(mail[name]);
            }

            Assert.DoesNotContain(mail.Fields, f => f.Name is "Cc" or "Bcc" or "Sender" or "Resent-To");
            Assert.DoesNotContain("us-ascii?", mail.Head, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Message_ids_are_one_for_each_reader_under_our_domain_and_were_fixed_before_the_first_attempt()
    {
        var found = wire.Issues.Select(m => m["Message-ID"].Trim('<', '>')).ToList();

        Assert.Equal(wire.StoredIds.Order(), found.Order());
        Assert.Equal(2, found.Distinct().Count());
        Assert.All(found, id => Assert.EndsWith("@xn--cit-dma.example", id, StringComparison.Ordinal));
        Assert.EndsWith("@compte.xn--cit-dma.example>", wire.Letter["Message-ID"], StringComparison.Ordinal);
    }

    [Fact]
    public void Each_mail_goes_to_one_reader_under_an_address_in_ascii()
    {
        string[] readers = ["info@" + new System.Globalization.IdnMapping().GetAscii(WireSite.IdnReader.Split('@')[1]), WireSite.LongReader];
        Assert.StartsWith("info@xn--", readers[0], StringComparison.Ordinal);
        Assert.Equal(readers.Order(), wire.Issues.Select(m => Assert.Single(m.Received.To)).Order());
        Assert.All(All, m => Assert.Equal(Assert.Single(m.Received.To), m["To"].Trim('<', '>')));
        Assert.All(wire.Issues, m => Assert.Equal("infolettre@xn--cit-dma.example", m.Received.From));
        Assert.Equal("", wire.Letter.Received.From);
    }

    [Fact]
    public void Encoded_words_stand_in_subjects_and_names_only_and_say_what_was_written()
    {
        foreach (var mail in All)
        {
            var encoded = mail.Fields.Where(f => f.Value.Contains("=?", StringComparison.Ordinal)).ToList();
            Assert.Equal(["From", "Subject"], encoded.Select(f => f.Name).Order());
            Assert.DoesNotMatch("<[^>]*=\\?[^>]*>", mail["From"]);
            Assert.All(Regex.Matches(mail.Head, "=\\?[^ \r\n]*\\?="), w => Assert.InRange(w.Length, 1, 75));
            var written = mail == wire.Letter ? WireSite.LongSubject : Typography.ForMail(WireSite.LongSubject);
            Assert.Equal(written, MimeMessage.Load(new MemoryStream(mail.Bytes), Cancel).Subject);
        }

        var from = Assert.Single(Read(wire.Issues[0]).From.Mailboxes);
        Assert.Equal("Cité des métiers d’Orléans, Œuvre & Cie", from.Name);
        Assert.Equal("Œuvre", Assert.Single(Read(wire.Letter).From.Mailboxes).Name);
    }

    [Fact]
    public void Both_bodies_arrive_as_written_text_first_in_seven_bits()
    {
        foreach (var mail in All)
        {
            var message = Read(mail);
            var bodies = Assert.IsType<MultipartAlternative>(message.Body);
            Assert.Equal(["text/plain", "text/html"], bodies.Select(b => b.ContentType.MimeType));
            Assert.All(
                bodies.Cast<TextPart>(),
                b => Assert.Equal(("utf-8", ContentEncoding.QuotedPrintable), (b.ContentType.Charset, b.ContentTransferEncoding)));
            var token = ReferenceEquals(mail, wire.Letter) ? RecipientMarks.Token : TokenOf(mail);
            Assert.Equal(WireSite.Text.Replace(RecipientMarks.Token, token, StringComparison.Ordinal), message.TextBody!.ReplaceLineEndings("\n"));
            Assert.Equal(WireSite.Html.Replace(RecipientMarks.Token, token, StringComparison.Ordinal), message.HtmlBody!.ReplaceLineEndings("\n"));
        }
    }

    [Fact]
    public void An_issue_offers_every_way_out_under_ascii_addresses()
    {
        foreach (var mail in wire.Issues)
        {
            Assert.Equal(
                $"<https://lettre.xn--cit-dma.example/desinscription/{TokenOf(mail)}>, <mailto:infolettre@xn--cit-dma.example?subject=desinscription%20{TokenOf(mail)}>",
                Regex.Replace(mail["List-Unsubscribe"], "\\s+", " "));
            Assert.Equal("List-Unsubscribe=One-Click", mail["List-Unsubscribe-Post"]);
            Assert.Matches("^[A-Za-z0-9 ]+ <infolettre\\.xn--cit-dma\\.example>$", mail["List-Id"]);
            Assert.Equal("<https://lettre.xn--cit-dma.example/desinscription>", mail["List-Help"]);
            Assert.Equal("<mailto:contact@reseau.example>", mail["List-Owner"]);
            Assert.Equal("<https://lettre.xn--cit-dma.example/numeros>", mail["List-Archive"]);
            Assert.Equal("NO", mail["List-Post"]);
            Assert.Equal("list", mail["Precedence"]);
            Assert.Matches("^numero-1?[0-9]+:fr:infolettre:xn--cit-dma-example$", mail["Feedback-ID"]);
            Assert.DoesNotContain(mail.Fields, f => f.Name is "Auto-Submitted");
        }
    }

    [Fact]
    public void A_mail_about_one_person_says_that_a_machine_wrote_it_and_belongs_to_no_list()
    {
        Assert.Equal("auto-generated", wire.Letter["Auto-Submitted"]);
        Assert.Equal("All", wire.Letter["X-Auto-Response-Suppress"]);
        Assert.DoesNotContain(
            wire.Letter.Fields, f => f.Name.StartsWith("List-", StringComparison.OrdinalIgnoreCase) || f.Name is "Precedence" or "Feedback-ID");
    }

    [Fact]
    public async Task Both_signatures_hold_by_the_printed_records_and_cover_every_field_that_matters()
    {
        foreach (var mail in All)
        {
            Assert.Equal(["ed25519-sha256", "rsa-sha256"], (await wire.VerifiedAsync(mail.Bytes)).Order());
            var domain = ReferenceEquals(mail, wire.Letter) ? "compte.xn--cit-dma.example" : "xn--cit-dma.example";
            string[] present =
            [
                .. Signed.Where(n => mail.Fields.Any(f => f.Name.Equals(n, StringComparison.OrdinalIgnoreCase))).Append("from").Order(),
            ];
            foreach (var (_, value) in mail.Fields.Where(f => f.Name == "DKIM-Signature"))
            {
                var tags = Regex.Replace(value, "\\s", "").Split(';').Where(t => t.Length > 0)
                    .ToDictionary(t => t[..t.IndexOf('=', StringComparison.Ordinal)], t => t[(t.IndexOf('=', StringComparison.Ordinal) + 1)..]);
                Assert.Equal(domain, tags["d"]);
                Assert.Equal("relaxed/relaxed", tags["c"]);
                Assert.DoesNotContain("l", tags.Keys);
                Assert.Equal(present, tags["h"].ToLowerInvariant().Split(':').Order());
            }
        }
    }

    [Fact]
    public async Task One_letter_changed_in_a_signed_field_or_anywhere_in_the_body_breaks_both()
    {
        foreach (var mail in new[] { wire.Issues[0], wire.Letter })
        {
            var bodyAt = mail.Bytes.Length - mail.Body.Length;
            int[] places =
            [
                .. Signed.Where(n => n is not "content-type")
                    .Select(n => Regex.Match(mail.Head, $"^{n}:", RegexOptions.IgnoreCase | RegexOptions.Multiline)).Where(m => m.Success)
                    .Select(m => m.Index + m.Length),
                .. Shares.Select(share => bodyAt + (int)(mail.Body.Length * share) + 300),
            ];
            foreach (var place in places.Where(p => p < mail.Bytes.Length))
            {
                var changed = mail.Bytes.ToArray();
                var letter = Array.FindIndex(changed, place, b => char.IsAsciiLetterOrDigit((char)b));
                changed[letter] = (byte)(
                    changed[letter] is (byte)'e' or (byte)'1' ? changed[letter] + 1 : char.IsAsciiDigit((char)changed[letter]) ? '1' : 'e');
                Assert.Empty(await wire.VerifiedAsync(changed));
            }
        }
    }

    [Fact]
    public async Task Empty_lines_at_the_end_and_spaces_at_the_end_of_lines_change_nothing()
    {
        foreach (var mail in All)
        {
            var text = Encoding.Latin1.GetString(mail.Bytes);
            var empty = await wire.VerifiedAsync(Encoding.Latin1.GetBytes(text + "\r\n\r\n"));
            var unended = await wire.VerifiedAsync(Encoding.Latin1.GetBytes(text.TrimEnd('\r', '\n')));
            var spaced = await wire.VerifiedAsync(Encoding.Latin1.GetBytes(text.Replace("=\r\n", "= \r\n", StringComparison.Ordinal)));
            Assert.Equal((2, 2, 2), (empty.Count, unended.Count, spaced.Count));
        }
    }

    [Fact]
    public async Task A_subject_with_a_line_break_makes_no_field_of_its_own()
    {
        await using var site = new SmtpSite();
        var mailer = site.Services.GetRequiredService<TransactionalMailer>();
        await site.WithDatabaseAsync(async db =>
        {
            mailer.Enqueue(db, EmailAddress.Parse("a@example.org"), "Bonjour\r\nBcc: tiers@example.org\r\n\r\n<p>", "<p>Un.</p>", "Un.");
            mailer.Enqueue(db, EmailAddress.Parse("b@example.org"), "Été\r\nBcc: tiers@example.org", "<p>Un.</p>", "Un.");
            await db.SaveChangesAsync(Cancel);
        });
        mailer.Wake();
        await Eventually.TrueAsync(() => site.Relay.Mails.Count == 2, "both have gone");

        foreach (var mail in site.Relay.Mails.Select(m => new WireMail(m)))
        {
            Assert.DoesNotContain(mail.Fields, f => f.Name.Equals("Bcc", StringComparison.OrdinalIgnoreCase));
            Assert.StartsWith("multipart/alternative", mail["Content-Type"], StringComparison.Ordinal);
            Assert.DoesNotMatch("[\\p{Cc}]", Read(mail).Subject);
        }
    }

    private static MimeMessage Read(WireMail mail) => MimeMessage.Load(new MemoryStream(mail.Bytes), Cancel);

    private static string TokenOf(WireMail mail) => Regex.Match(mail["List-Unsubscribe"], "desinscription/([A-Za-z0-9_-]{43})>").Groups[1].Value;
}
