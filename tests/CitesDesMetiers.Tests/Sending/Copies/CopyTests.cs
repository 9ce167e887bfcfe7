using System.Text;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Signing;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace CitesDesMetiers.Tests.Sending.Copies;

/// <summary>A copy cut from the issue's message against the message that MimeKit makes for the same recipient.</summary>
public sealed class CopyTests(OneMail sent) : IClassFixture<OneMail>
{
    private static readonly NewsletterRecipient Reader =
        new(
            "anne.o'neill+lettre@cité.example",
            "0123456789abcdef0123456789abcdef@lettre.example",
            "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE",
            "ZyXwVuTsRqPoNmLkJiHgFeDcBa9876543210_-ZyXwV");

    private readonly NewsletterMessage messages = sent.Site.Services.GetRequiredService<NewsletterMessage>();

    public static TheoryData<string> Texts =>
    [
        SampleNewsletter.Html,
        "",
        RecipientMarks.Token,
        RecipientMarks.Token + RecipientMarks.Token,
        RecipientMarks.Token + RecipientMarks.ManageToken + " et " + RecipientMarks.ManageToken + "\n" + RecipientMarks.ManageToken,
        ".\n..\n...x\n. \nFrom ici\n",
        "fin de ligne avec espaces   \net tabulation\t\n\n\n",
        new string('é', 5_000) + RecipientMarks.Token + new string('x', 3_000),
        "égal = et =3D et https://lettre.example/" + RecipientMarks.Token + "?a=b " + RecipientMarks.Token + "\n" + RecipientMarks.Token + "\n",
        .. Enumerable.Range(0, 80).Select(column => new string('a', column) + RecipientMarks.Token + " et la suite"),
        .. Enumerable.Range(0, 80).Select(column => new string('a', column) + RecipientMarks.ManageToken + " et la suite"),
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void It_says_the_same_field_by_field_and_part_by_part(string text)
    {
        var template = new NewsletterTemplate(SampleNewsletter.Subject, "fr", "<p>" + text + "</p>", text, "contact@reseau.example", "numero-12");
        var plain = messages.Create(template, Reader);
        using var writer = CopyTemplate.Of(messages, template).Writer();
        var copy = writer.Write(Reader, plain.Mime.Date, []);

        var (expected, found) = (Read(Bytes(plain.Mime)), Read(Bytes(copy.Mime)));

        Assert.Equal(Fields(expected), Fields(found));
        Assert.Equal(expected.TextBody, found.TextBody);
        Assert.Equal(expected.HtmlBody, found.HtmlBody);
        Assert.Equal((plain.EnvelopeFrom, plain.To), (copy.EnvelopeFrom, copy.To));
        Assert.Equal(plain.Mime.MessageId, copy.Mime.MessageId);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Its_bytes_are_counted_rightly_in_seven_bits_with_whole_tokens_and_short_lines(string text)
    {
        var template = new NewsletterTemplate(SampleNewsletter.Subject, "fr", "<p>" + text + "</p>", text, null, "numero-12");
        using var writer = CopyTemplate.Of(messages, template).Writer();
        var copy = (PreparedMessage)writer.Write(Reader, DateTimeOffset.UtcNow, []).Mime;

        var bytes = Bytes(copy);
        var lines = Encoding.Latin1.GetString(bytes).Split("\r\n");

        Assert.Equal(copy.Length, bytes.Length);
        Assert.All(bytes, b => Assert.InRange(b, (byte)1, (byte)127));
        Assert.All(lines, line => Assert.DoesNotMatch("[\r\n]", line));
        Assert.All(lines.SkipWhile(l => l.Length > 0), line => Assert.InRange(line.Length, 0, 76));
        Assert.Equal(2 * Occurrences(text), lines.SkipWhile(l => l.Length > 0).Count(l => l.Contains(Reader.Token, StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, l => l.Contains("x-jeton", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Its_signatures_hold_over_its_bytes(string text)
    {
        var template = new NewsletterTemplate(SampleNewsletter.Subject, "fr", "<p>" + text + "</p>", text, "contact@reseau.example", "numero-12");
        using var writer = CopyTemplate.Of(messages, template).Writer();
        var copy = writer.Write(Reader, DateTimeOffset.UtcNow, Keys.Both);

        var message = Read(Bytes(copy.Mime));

        Assert.Equal(["rsa-sha256", "ed25519-sha256"], await Keys.VerifiedAsync(message));
    }

    private static int Occurrences(string text) => text.Split(RecipientMarks.Token).Length - 1;

    private static byte[] Bytes(MimeMessage message)
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var stream = new MemoryStream();
        message.WriteTo(format, stream);
        return stream.ToArray();
    }

    private static MimeMessage Read(byte[] bytes) => MimeMessage.Load(new MemoryStream(bytes), TestContext.Current.CancellationToken);

    /// <summary>Name and raw value of each, the boundary, which is drawn, left out.</summary>
    private static IEnumerable<string> Fields(MimeMessage message) =>
        message.Headers.Concat(message.Body!.Headers)
            .Where(h => h.Id is not HeaderId.ContentType)
            .Select(h => h.Field + ":" + Encoding.Latin1.GetString(h.RawValue))
            .Order(StringComparer.Ordinal);
}
