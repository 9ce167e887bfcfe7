namespace CitesDesMetiers.Web.Letters;

/// <summary>The frame of such a mail as text: masthead and imprint around what it says.</summary>
internal static class LetterText
{
    public static string Write(LetterContext letter, Action<TextPage> content)
    {
        var page = new TextPage();
        page.Paragraph($"{letter.Type(letter.Settings.NetworkName)}\n{letter.Name}");
        page.Part(letter.Subject);
        content(page);
        page.Rule();
        page.Paragraph(string.Join('\n', [letter.Type(letter.Settings.PublisherName), .. PlainLines.All(letter.Type(letter.Settings.PublisherAddress)), letter.Url("/")]));
        return page.ToString();
    }

    /// <summary>A link as text mail shows it: what it does, then the address on a line of its own.</summary>
    public static void Link(this TextPage page, string label, string url) => page.Paragraph($"{label}\u00A0:\n{url}");
}
