using System.Text.RegularExpressions;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Content.Markdown;
using MimeKit;

namespace CitesDesMetiers.Web.Newsletter.NewsMails;

/// <summary>What a mail says, as a news item would.</summary>
/// <param name="Body">Markdown; empty when there is no text.</param>
/// <param name="Pictures">The parts that may be pictures; nothing is decoded yet.</param>
/// <param name="Left">Names of the files that are not taken.</param>
/// <param name="HasProgram">Whether a program is attached.</param>
internal sealed partial record NewsMailContent(
    string Title, string Body, IReadOnlyList<MimePart> Pictures, IReadOnlyList<string> Left, bool HasProgram)
{
    /// <summary>More HTML than this in a text is no text.</summary>
    private const int LongestHtml = 1_000_000;

    private const int MostParts = 60;
    private const int FewestWrapped = 60;
    private const string CutMark = "\n\n(Le texte du courriel continue : il est trop long pour une nouvelle.)";

    /// <summary>Signatures and quoted mails, as mail programs mark them.</summary>
    private const string Signatures = ".gmail_signature, .moz-signature, #Signature, .gmail_signature_prefix";
    private const string Quotes = "blockquote[type=cite], .gmail_quote, .moz-cite-prefix, .yahoo_quoted, .protonmail_quote";

    private static readonly string[] PictureTypes = ["jpeg", "jpg", "pjpeg", "png", "gif", "webp"];

    private static readonly HashSet<string> Programs = new(
        [
            ".exe", ".com", ".scr", ".bat", ".cmd", ".js", ".jse", ".vbs", ".vbe", ".wsf", ".hta", ".msi", ".ps1", ".jar", ".lnk", ".iso", ".img",
            ".apk", ".dmg", ".app", ".pif", ".reg", ".docm", ".xlsm", ".pptm",
        ],
        StringComparer.OrdinalIgnoreCase);

    public static NewsMailContent Read(MimeMessage message)
    {
        var (title, isForward) = MailWords.Subject(OneLine(message.Subject ?? ""));
        var parts = message.BodyParts.Take(MostParts).ToList();
        var text = TextOf(message, isForward);
        var body = MailWords.Own(text, isForward);
        var files = parts.Where(p => p is not TextPart || p.IsAttachment).ToList();
        var pictures = files.OfType<MimePart>().Where(IsPicture).ToList();
        var first = FirstWords().Match(body).Value;
        return new(
            Cut(title.Length > 0 ? title : first.Length > 0 ? first : "Sans titre", NewsItem.TitleLength),
            body.Length <= NewsItem.BodyLength ? body : body[..(NewsItem.BodyLength - CutMark.Length)] + CutMark,
            pictures,
            [.. files.Except(pictures).Where(f => f.IsAttachment || f is MessagePart).Select(NameOf)],
            parts.Exists(p => Programs.Contains(Path.GetExtension(NameOf(p)))
                || p.ContentType.IsMimeType("application", "x-msdownload") || p.ContentType.IsMimeType("application", "x-dosexec")));
    }

    private static string TextOf(MimeMessage message, bool isForward)
    {
        if (message.HtmlBody is { Length: > 0 and <= LongestHtml } html
            && Clean(HtmlToMarkdown.Of(html, isForward ? Signatures : $"{Signatures}, {Quotes}")) is { Length: > 0 } text)
        {
            return text;
        }

        return message.TextBody is { } plain ? Unwrap(Clean(plain[..Math.Min(plain.Length, LongestHtml)])) : "";
    }

    /// <summary>Without the marks that mail programs put where a picture was, and without what no text may hold.</summary>
    private static string Clean(string text) =>
        PictureMark().Replace(Invisible().Replace(text.ReplaceLineEndings("\n").Replace('\u00A0', ' '), ""), "");

    /// <summary>
    /// Joins lines that a mail program broke at 72 to 80 characters, since our texts keep line breaks. A heading sign at the start of a line is
    /// a number or a tag, not a heading.
    /// </summary>
    private static string Unwrap(string text)
    {
        var lines = text.Split('\n').Select(l => l.Trim() is var own && own.StartsWith('#') ? "\\" + own : l.Trim()).ToList();
        var joined = new List<string>();
        var wasLong = false;
        foreach (var line in lines)
        {
            var isOwn = line.Length == 0 || line[0] is '-' or '*' or '•' or '>' or '\\' || Numbered().IsMatch(line);
            if (wasLong && !isOwn)
            {
                joined[^1] += " " + line;
            }
            else
            {
                joined.Add(line);
            }

            wasLong = line.Length >= FewestWrapped && line.Length <= 80 && !line.StartsWith('>');
        }

        return string.Join('\n', joined);
    }

    private static bool IsPicture(MimePart part) =>
        part.ContentType.MediaType.Equals("image", StringComparison.OrdinalIgnoreCase)
            && PictureTypes.Contains(part.ContentType.MediaSubtype.ToLowerInvariant());

    private static string NameOf(MimeEntity entity) =>
        Cut(OneLine((entity as MimePart)?.FileName ?? (entity is MessagePart ? "message joint" : "fichier joint")), 80);

    private static string OneLine(string text) =>
        string.Join(' ', Invisible().Replace(text, " ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)].TrimEnd() + "…";

    [GeneratedRegex(@"^[^\n.!?]{3,100}")]
    private static partial Regex FirstWords();

    [GeneratedRegex(@"^\d+[.)]\s")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"[ \t]*\[(image|cid|inline)\s?:[^\]\n]{0,200}\]")]
    private static partial Regex PictureMark();

    [GeneratedRegex(@"[\p{Cc}\p{Cf}\p{Co}-[\n\t]]")]
    private static partial Regex Invisible();
}
